import type { RefundUnit } from "../../domain/offers/offer.ts";

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
  useUnknown: (count: number) =>
    `${count === 1 ? "1 vist kode er" : `${count} viste koder er`} ikke meldt brukt. Om ${count === 1 ? "den" : "de"} er brukt, er ukjent.`,
  extraAdmissions: (count: number) =>
    `${count === 1 ? "Én gang" : `${count} ganger`} slapp en leser uten dekning inn på en billett som ikke hadde flere ganger igjen, eller som var avsluttet. Vet dere hvordan det gikk til? Det teller ikke mot den som har billetten, og er ikke med i oppgjøret.`,
  download: "Last ned CSV",
  downloadWeeks: (title: string) => `Last ned CSV med uketallene for ${title}`,

  settlements: "Oppgjør",
  settlementsIntro:
    "Hver måned: antallet ganger satsen dere er enige om, høyst taket der det er et. Når måneden er over, ligger oppgjøret fast. Det som kommer til senere, står som en egen linje i den neste.",
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
      statedAt: "Utstedt",
      organisationNumber: "Organisasjonsnummer",
      provider: "Tilbyder",
      kind: "Linje",
      usedIn: "Brukt i",
      offerId: "Tilbudets id",
      title: "Tilbud",
      uses: "Ganger brukt",
      admissions: "Antall",
      codesShown: "Viste koder",
      refundPerAdmissionOre: "Sats, kr",
      refundOre: "Sum, kr",
      refundPer: "Enhet",
      units: "Antall enheter",
      statementRefundOre: "Hele oppgjøret, kr",
    },
    units: { admission: "person", ticket: "billett", month: "måned", code: "kode" },
    kinds: { use: "Bruk", correction: "Rettelse" },
    preliminary: "Foreløpig",
  },

  statement: (month: string) => `Oppgjør for ${month}`,
  preliminaryStatement: "Foreløpig: oppgjøret ligger ikke fast ennå.",
  organisationNumber: "Organisasjonsnummer",
  number: "Oppgjørsnummer",
  statedAt: "Utstedt",
  offer: "Tilbud",
  admissions: "Antall",
  rate: "Sats",
  /** A line's unit, after its rate. */
  perUnit: {
    admission: "per person",
    ticket: "per billett",
    month: "per måned",
    code: "per vist kode",
  } satisfies Record<RefundUnit | "admission", string>,
  capped: "inntil taket",
  netOf: "Uten merverdiavgift",
  vatOf: (percent: number) => `Merverdiavgift ${percent}\u00a0%`,
  withoutVat: "Summene er uten merverdiavgift.",
  payTo: "Betales til konto",
  noAccountYet: "Kontonummer mangler. Kulturkontoret skriver det inn.",
  sum: "Sum",
  corrections: "Rettelser av tidligere måneder",
  total: "Til utbetaling",
  nothingToPay: "Ingen billetter ble brukt denne måneden.",
};
