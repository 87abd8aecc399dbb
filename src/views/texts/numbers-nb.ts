/** What a provider's numbers and settlements say in Bokmål. Its type is the shape of the other languages' catalogues. */
export const numbersNb = {
  numbers: "Tall",
  numbersIntro: "Tallene gjelder tilbudet, uke for uke. De sier aldri noe om hvem.",
  nothingYet: "Ingenting har skjedd med dette tilbudet ennå.",
  noOffers: "Ingen tilbud er godkjent ennå.",
  measures: {
    allocated: "Tildelt",
    fetched: "Hentet",
    used: "Brukt",
    admissions: "Sluppet inn",
    lapsed: "Ikke hentet i tide",
  },
  inAll: (count: number) => `${count} i alt`,
  chart: (measure: string, count: number, most: number, week: string) =>
    `${measure}: ${count} i alt, flest i ${week}, ${most}`,
  nothingMeasured: (measure: string) => `${measure}: ingen`,
  week: "Uke",
  monday: "Mandag",
  weekOf: (week: number, year: number) => `uke ${week}, ${year}`,
  asTable: (title: string) => `${title}: tallene som tabell`,
  download: "Last ned CSV",
  downloadWeeks: (title: string) => `Last ned CSV med uketallene for ${title}`,

  settlements: "Oppgjør",
  settlementsIntro:
    "Hver måned: antall som slapp inn, ganger summen dere er enige om. Når måneden er over, ligger oppstillingen fast. Det som kommer til senere, står som en egen linje i den neste.",
  noSettlements: "Ingen billetter er brukt ennå.",
  month: "Måned",
  state: "Status",
  stated: "Klar",
  preliminary: "Foreløpig",
  files: "Filer",
  downloadPdf: (month: string) => `PDF for ${month}`,
  downloadCsv: (month: string) => `CSV for ${month}`,

  /** The columns of a month's spreadsheet, and what its cells say. */
  sheet: {
    headings: {
      month: "Måned",
      statement: "Oppgjørsnummer",
      statedAt: "Oppstilt",
      organisationNumber: "Organisasjonsnummer",
      provider: "Tilbyder",
      kind: "Linje",
      usedIn: "Brukt i",
      offerId: "Tilbudets id",
      title: "Tilbud",
      uses: "Ganger brukt",
      admissions: "Antall",
      refundPerAdmissionOre: "Per person, kr",
      refundOre: "Sum, kr",
      statementRefundOre: "Hele oppgjøret, kr",
    },
    kinds: { use: "Bruk", correction: "Rettelse" },
    preliminary: "Foreløpig",
  },

  statement: (month: string) => `Oppgjør for ${month}`,
  preliminaryStatement: "Foreløpig: oppgjøret ligger ikke fast ennå.",
  organisationNumber: "Organisasjonsnummer",
  number: "Oppgjørsnummer",
  statedAt: "Oppstilt",
  offer: "Tilbud",
  admissions: "Antall",
  each: "Per person",
  sum: "Sum",
  corrections: "Rettelser av tidligere måneder",
  total: "Til utbetaling",
  nothingToPay: "Ingen billetter ble brukt denne måneden.",
};

export type NumbersTexts = typeof numbersNb;
