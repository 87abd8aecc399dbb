import type { ProviderTexts } from "./provider-nb.ts";

/** The provider's pages in Nynorsk. */
export const providerNn: ProviderTexts = {
  skipLink: "Hopp til innhaldet",
  menu: "Meny",
  language: "Språk",
  languageName: "Nynorsk",
  signOut: "Logg ut",
  messages: "Meldingar",
  tabs: {
    offers: "Tilbod",
    templates: "Billettmalar",
    numbers: "Tal",
    settlements: "Oppgjer",
    doors: "Inngangar",
    people: "Folk",
    systems: "System",
  },
};
