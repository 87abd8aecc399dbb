import type { StaffLanguage } from "./staff-texts.ts";

const nb = {
  label: "Finn mottaker",
  find: "Finn",
  title: "Mottakere som passer",
  intro: (text: string) => `Referanse eller merkelapp med «${text}».`,
  none: "Ingen mottaker passer. Skriv referansen eller merkelappen, eller en del av den.",
  more: (n: number) => `Her vises ${n}. Skriv mer for å finne færre.`,
};

const nn: typeof nb = {
  label: "Finn mottakar",
  find: "Finn",
  title: "Mottakarar som passar",
  intro: (text: string) => `Referanse eller merkelapp med «${text}».`,
  none: "Ingen mottakar passar. Skriv referansen eller merkelappen, eller ein del av han.",
  more: (n: number) => `Her ser du ${n}. Skriv meir for å finne færre.`,
};

const catalogues: Record<StaffLanguage, typeof nb> = { nb, nn };

/** What the search box of NAV's pages says, and the page of what it found. */
export const searchTexts = (language: StaffLanguage) => catalogues[language];
