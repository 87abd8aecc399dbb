/** The provider's pages in Bokmål. The type of this catalogue is what the others must have. */
export const providerNb = {
  skipLink: "Hopp til innholdet",
  menu: "Meny",
  language: "Språk",
  languageName: "Bokmål",
  signOut: "Logg ut",
  messages: "Meldinger",
  tabs: {
    offers: "Tilbud",
    templates: "Billettmaler",
    numbers: "Tall",
    settlements: "Oppgjør",
    doors: "Innganger",
    people: "Folk",
    systems: "Systemer",
  },
};

export type ProviderTexts = typeof providerNb;
