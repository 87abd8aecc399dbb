import type { StaffLanguage } from "./staff-texts.ts";

const nb = {
  title: "Skriv ut for dem uten telefon",
  intro:
    "Billetter til barn som ikke får melding. Åtte på hvert ark, til å klippe ut; noen trenger et ark alene. De regnes som delt ut, og går ikke tapt.",
  none: "Ingen billetter å skrive ut.",
  print: (count: string, language: string) => `Skriv ut ${count} (${language})`,
  printAgain: (count: string, language: string) => `Skriv ut på nytt ${count} (${language})`,
  most: (most: number) => `Høyst ${most} om gangen. Resten kommer når du laster siden på nytt.`,
  whose: "Hvem som skal ha hvilken billett",
  number: "Billettnummer",
  printed: "Skrevet ut",
  handedOut: "Delt ut på papir",
};

const nn: typeof nb = {
  title: "Skriv ut for dei utan telefon",
  intro:
    "Billettar til barn som ikkje får melding. Åtte på kvart ark, til å klippe ut; nokre treng eit ark åleine. Dei blir rekna som delte ut, og går ikkje tapt.",
  none: "Ingen billettar å skrive ut.",
  print: (count, language) => `Skriv ut ${count} (${language})`,
  printAgain: (count, language) => `Skriv ut på nytt ${count} (${language})`,
  most: (most) => `Høgst ${most} om gongen. Resten kjem når du lastar sida på nytt.`,
  whose: "Kven som skal ha kva for ein billett",
  number: "Billettnummer",
  printed: "Skriven ut",
  handedOut: "Delt ut på papir",
};

const catalogues: Record<StaffLanguage, typeof nb> = { nb, nn };

/** What NAV's pages say of tickets on paper. */
export const paperTexts = (language: StaffLanguage) => catalogues[language];
