import type { StaffLanguage } from "./staff-texts.ts";

const nb = {
  title: (name: string) => `Kolonner i filen til regnskapet, ${name}`,
  intro:
    "Slik blir kommunens CSV-fil med oppgjør. En kolonne viser noe fra oppgjøret, eller en fast verdi som er lik i hver linje, for eksempel konto, ansvar eller prosjekt. Rader uten overskrift blir borte. Med egne kolonner har filen bare oppgjør som er attestert.",
  link: "Kolonner i filen til regnskapet",
  heading: (number: number) => `Overskrift for kolonne ${number}`,
  field: (number: number) => `Innhold i kolonne ${number}`,
  value: (number: number) => `Fast verdi i kolonne ${number}`,
  fixed: "Fast verdi",
  columns: "Kolonner",
  separator: "Tegn mellom kolonnene",
  separators: { ";": "Semikolon", ",": "Komma" },
  decimal: "Desimaltegn i beløp",
  decimals: { ",": "Komma: 1234,50", ".": "Punktum: 1234.50" },
  hasHeader: "Ta med overskriftene i første rad",
  save: "Lagre kolonnene",
  usual: "Bruk de vanlige kolonnene",
  fault: "Skriv minst én overskrift, på høyst 60 tegn, og faste verdier på høyst 100 tegn.",
  download: (name: string) => `Last ned CSV for ${name}`,
  attestedAlone: (waiting: number) =>
    waiting === 0
      ? "Filen har kommunens egne kolonner."
      : `Filen har kommunens egne kolonner, og bare oppgjør som er attestert. ${waiting} mangler.`,
  notices: {
    "columns-saved": "Kolonnene er lagret.",
    "columns-usual": "Filen har de vanlige kolonnene igjen.",
  },
};

const nn: typeof nb = {
  title: (name) => `Kolonnar i fila til rekneskapen, ${name}`,
  intro:
    "Slik blir CSV-fila med oppgjer for kommunen. Ein kolonne viser noko frå oppgjeret, eller ein fast verdi som er lik i kvar linje, til dømes konto, ansvar eller prosjekt. Rader utan overskrift blir borte. Med eigne kolonnar har fila berre oppgjer som er attesterte.",
  link: "Kolonnar i fila til rekneskapen",
  heading: (number) => `Overskrift for kolonne ${number}`,
  field: (number) => `Innhald i kolonne ${number}`,
  value: (number) => `Fast verdi i kolonne ${number}`,
  fixed: "Fast verdi",
  columns: "Kolonnar",
  separator: "Teikn mellom kolonnane",
  separators: { ";": "Semikolon", ",": "Komma" },
  decimal: "Desimalteikn i beløp",
  decimals: { ",": "Komma: 1234,50", ".": "Punktum: 1234.50" },
  hasHeader: "Ta med overskriftene i den første rada",
  save: "Lagre kolonnane",
  usual: "Bruk dei vanlege kolonnane",
  fault: "Skriv minst éi overskrift, på høgst 60 teikn, og faste verdiar på høgst 100 teikn.",
  download: (name) => `Last ned CSV for ${name}`,
  attestedAlone: (waiting) =>
    waiting === 0
      ? "Fila har kommunen sine eigne kolonnar."
      : `Fila har kommunen sine eigne kolonnar, og berre oppgjer som er attesterte. ${waiting} manglar.`,
  notices: {
    "columns-saved": "Kolonnane er lagra.",
    "columns-usual": "Fila har dei vanlege kolonnane igjen.",
  },
};

/** The columns of a municipality's payments file. */
export const paymentSheetTexts = (language: StaffLanguage): typeof nb => ({ nb, nn })[language];
