import type { NumbersTexts } from "./numbers-nb.ts";

/** What a provider's numbers and settlements say in Nynorsk. */
export const numbersNn: NumbersTexts = {
  numbers: "Tal",
  numbersIntro: "Tala gjeld tilbodet, veke for veke. Dei seier aldri noko om kven.",
  nothingYet: "Ingenting har hendt med dette tilbodet enno.",
  noOffers: "Ingen tilbod er godkjende enno.",
  measures: {
    allocated: "Tildelt",
    fetched: "Henta",
    used: "Brukt",
    admissions: "Sleppte inn",
    lapsed: "Ikkje henta i tide",
  },
  inAll: (count) => `${count} i alt`,
  chart: (measure, count, most, week) => `${measure}: ${count} i alt, flest i ${week}, ${most}`,
  nothingMeasured: (measure) => `${measure}: ingen`,
  week: "Veke",
  weekOf: (week, year) => `veke ${week}, ${year}`,
  asTable: (title) => `${title}: tala som tabell`,
  download: "Last ned CSV",
  downloadWeeks: (title) => `Last ned CSV med veketala for ${title}`,

  settlements: "Oppgjer",
  settlementsIntro:
    "Kvar månad: talet på dei som slapp inn, gonger summen de er samde om. Når månaden er over, ligg oppstillinga fast. Det som kjem til seinare, står som ei eiga linje i den neste.",
  noSettlements: "Ingen billettar er brukte enno.",
  month: "Månad",
  state: "Status",
  over: "Klar",
  preliminary: "Førebels",
  files: "Filer",
  downloadPdf: (month) => `PDF for ${month}`,
  downloadCsv: (month) => `CSV for ${month}`,

  statement: (month) => `Oppgjer for ${month}`,
  preliminaryStatement: "Førebels: månaden er ikkje over.",
  organisationNumber: "Organisasjonsnummer",
  number: "Oppgjersnummer",
  statedAt: "Oppstilt",
  offer: "Tilbod",
  admissions: "Tal",
  each: "Per person",
  sum: "Sum",
  corrections: "Rettingar av tidlegare månader",
  total: "Til utbetaling",
  nothingToPay: "Ingen billettar vart brukte denne månaden.",
};
