import type { CodeFault } from "../../domain/codes/code-rows.ts";
import type { CodeStock } from "../../db/codes/code-stock.ts";
import type { UseOutcome } from "../../domain/codes/reported-use.ts";
import type { OwnCodes } from "../../domain/codes/own-codes.ts";

/** The form's faults in the section on own codes, in Bokmål. */
export const ownCodeFaultsNb = {
  redeemUrl: "Skriv adressen der koden brukes, med https:// foran.",
  "instructions.nb": "Skriv en forklaring på bokmål på høyst 300 tegn.",
  "instructions.nn": "Forklaringen på nynorsk kan ha høyst 300 tegn.",
  "instructions.en": "Forklaringen på engelsk kan ha høyst 300 tegn.",
  "instructions.sma": "Forklaringen på sørsamisk kan ha høyst 300 tegn.",
};

/** What a batch's withdrawal comes to. */
interface Withdrawal {
  withdrawn: number;
  changed: number;
  ended: number;
}

const tickets = (n: number) => (n === 1 ? "1 billett" : `${n} billetter`);
const codes = (n: number) => (n === 1 ? "1 kode" : `${n} koder`);

/** What a provider's pages say of its own codes, in Bokmål. The type is what the others must have. */
export const ownCodesNb = {
  heading: "Koden på billetten",
  source: "Hva leser dere ved inngangen?",
  sources: {
    ours: "Strekkoden vår, med mobil eller skanner",
    provider: "Deres egne koder, med egen kasse, port eller automat",
  },
  sourceHelp:
    "Egne koder laster dere opp etterpå. Hver kode brukes én gang, og det deles aldri ut flere billetter enn det er koder.",
  symbology: "Slags strekkode",
  symbologies: {
    qr: "QR",
    aztec: "Aztec",
    pdf417: "PDF417",
    code128: "Code 128",
    ean13: "EAN-13 (på iPhone vist som Code 128)",
    itf14: "ITF-14 (på iPhone vist som Code 128)",
    datamatrix: "Data Matrix (på iPhone vist som QR)",
  } satisfies Record<OwnCodes["symbology"], string>,
  showAs: "Vises som",
  forms: {
    barcode: "Strekkode",
    text: "Tekst",
    both: "Strekkode med tekst under",
  } satisfies Record<OwnCodes["showAs"], string>,
  redeemAt: "Koden brukes",
  places: {
    till: "i kassa",
    gate: "ved en port",
    machine: "i en automat",
    web: "på nett",
  } satisfies Record<OwnCodes["redeemAt"], string>,
  redeemUrl: "Nettadresse der koden brukes",
  instructions: "Forklaring på billetten",
  instructionsIn: (language: string) => `Forklaring på ${language}`,
  instructionsHelp: "Uten forklaring skriver vi selv hvor koden brukes.",
  reportsUse: "Får vi vite hvilke koder som er brukt?",
  reports: {
    none: "Nei. Da vet ingen om billetten er brukt, og betaling kan bare avtales for hver kode som blir vist.",
    file: "Ja, vi laster opp en liste over brukte koder",
    api: "Ja, systemet vårt melder hver brukte kode over API-et",
  } satisfies Record<OwnCodes["reportsUse"], string>,

  review: {
    none: "Billettene bærer tilbyderens egne koder. Bruken blir ikke meldt og er derfor ukjent.",
    file: "Billettene bærer tilbyderens egne koder. Det betales bare for bruk som tilbyderen melder i lister etterpå. Annen bruk er ukjent.",
    api: "Billettene bærer tilbyderens egne koder. Det betales bare for bruk som systemet deres melder. Annen bruk er ukjent.",
  } satisfies Record<OwnCodes["reportsUse"], string>,

  reviewShown:
    "Billettene bærer tilbyderens egne koder. Etter avtale betales det for hver kode som blir vist, også når ingen vet om den er brukt.",

  pool: "Koder",
  toPool: "Kodene",
  toPoolHelp: (left: number) => `${codes(left)} kan deles ut nå.`,
  noneLeft: "Ingen koder kan deles ut. Last opp koder før tilbudet åpner.",
  stock: {
    free: "Ledige",
    reserved: "Delt ut, ikke vist",
    revealed: "Vist",
    used: "Brukt",
    expired: "Utløpt",
    withdrawn: "Trukket",
  } satisfies Record<keyof CodeStock, string>,
  upload: "Last opp koder",
  uploadHelp:
    "Én kode på hver linje. Du kan skrive PIN og siste dag (2027-06-30) etter, med semikolon mellom.",
  batchName: "Navn på bunken",
  batchNameFault: "Skriv et navn på høyst 100 tegn.",
  paste: "Lim inn koder",
  file: "Eller velg en fil (Excel, CSV eller tekst)",
  fileHelp: "Vi husker ikke fila om du går fra siden før den er sendt. Velg den da på nytt.",
  submit: "Legg inn kodene",
  uploading: "{percent} prosent er ferdig. Vent på denne siden.",
  uploadWait: "100 000 koder kan ta et halvt minutt. Vent til siden kommer tilbake.",
  added: (n: number) => `${codes(n)} er lagt inn.`,
  withdrawn: ({ withdrawn, changed, ended }: Withdrawal) =>
    [
      `${codes(withdrawn)} er trukket.`,
      ...(changed > 0 ? [`${tickets(changed)} har fått en annen kode.`] : []),
      ...(ended > 0 ? [`${tickets(ended)} er avsluttet.`] : []),
    ].join(" "),
  nothing: "Skriv eller velg minst én kode.",
  unreadable: "Filen kan ikke leses. Bruk CSV, tekst eller Excel (.xlsx), på høyst 8 MB.",
  tooSlow: "Det tar for lang tid å lese filen. Lagre den som CSV, eller del den i flere filer.",
  tooMany: "Last opp høyst 100 000 koder om gangen.",
  faulty: (n: number) =>
    n === 1
      ? "1 linje har en feil. Ingen koder er lagt inn."
      : `${n} linjer har feil. Ingen koder er lagt inn.`,
  more: (n: number) => `Og ${n} til.`,
  line: "Linje",
  fault: "Feil",
  faults: {
    empty: "Koden mangler.",
    control_character: "Et usynlig tegn står i koden.",
    characters: "Strekkoden kan ikke bære disse tegnene.",
    length: "Koden er for kort eller for lang for strekkoden.",
    check_digit: "Kontrollsifferet stemmer ikke.",
    doubled: "Koden står her fra før.",
    known: "Koden er lastet opp før.",
    revealing_text: "Koden inneholder et ord som kan fortelle hvordan barnet fikk billetten.",
    pin: "PIN kan ha høyst 20 tegn, uten mellomrom.",
    pin_damaged: "Regnearket har endret PIN-en. Lagre kolonnen som tekst.",
    last_day: "Den siste dagen er over eller ikke en dato.",
    scientific:
      "Regnearket har gjort koden om til et tall med eksponent. Lagre kolonnen som tekst.",
    separators: "Regnearket har satt inn skilletegn. Lagre kolonnen som tekst.",
    date: "Regnearket har gjort koden om til en dato. Lagre kolonnen som tekst.",
    zeros_lost: "Regnearket har tatt bort nuller foran. Lagre kolonnen som tekst.",
    other_shape: "Koden har en annen lengde enn de andre.",
  } satisfies Record<CodeFault, string>,
  batches: "Bunker",
  batch: "Bunke",
  uploaded: "Lastet opp",
  withdraw: "Trekk bunken",
  withdrawHelp: ({ withdrawn, changed, ended }: Withdrawal) =>
    [
      `${codes(withdrawn)} deles ikke ut mer.`,
      ...(changed > 0 ? [`${tickets(changed)} får en annen kode.`] : []),
      ...(ended > 0 ? [`${tickets(ended)} avsluttes, og de som har dem, får beskjed.`] : []),
    ].join(" "),
  lowerQuotaInstead:
    "Vil dere bare ikke dele ut flere? Da kan dere sette ned antallet i tilbudet, så blir billettene som de er.",
  toBlock: "Koder å sperre",
  toBlockHelp:
    "Billettene er trukket eller gitt tilbake etter at koden ble vist. Kodene virker til dere sperrer dem hos dere.",
  toBlockFile: "Last ned som CSV",
  shownCodesWork:
    "Koder som allerede er vist, virker til dere sperrer dem hos dere. Etterpå står de på siden med kodene.",
  code: "Kode",
  ended: "Trukket",

  useUnknown:
    "Tilbudet er godkjent uten melding om bruk. Om de viste kodene er brukt, er derfor ukjent.",
  useNotReported: "Viste koder er ikke meldt brukt. De kan være brukt likevel.",
  reportUses: "Meld brukte koder",
  reportUsesIntro:
    "Legg inn listen over brukte koder fra porten eller kassa. Dere ser hva den fører til, før noe blir lagret. Den samme koden teller én gang, også om dere melder den flere ganger.",
  reportUsesHelp:
    "Én kode på hver linje. Du kan skrive dagen (2027-06-30) etter, med semikolon mellom. Uten dag teller bruken i dag.",
  showUses: "Se hva som blir meldt",
  recordUses: "Meld dem",
  willCount: (n: number) =>
    n === 0 ? "Ingen nye koder blir meldt brukt." : `${codes(n)} blir meldt brukt.`,
  reportedBefore: (n: number) => `${codes(n)} er meldt fra før og teller ikke om igjen.`,
  countNothing: (n: number) => (n === 1 ? "1 linje teller ikke" : `${n} linjer teller ikke`),
  reported: (counted: number, others: number) =>
    `${codes(counted)} er meldt brukt.${others > 0 ? ` ${others === 1 ? "1 linje" : `${others} linjer`} telte ikke.` : ""}`,
  usedAtFault: (line: number) =>
    `Linje ${line}: dagen må være en dato som 2027-06-30, og ikke etter i dag.`,
  why: "Hvorfor",
  outcomes: {
    counted: "Blir meldt brukt.",
    known: "Er meldt fra før.",
    unknown: "Ukjent: dette er ingen kode i tilbudet.",
    ended: "Billetten er trukket eller gitt tilbake.",
    not_shown: "Koden var ikke vist til noen da den ble brukt.",
    not_valid: "Dagen er utenfor billettens tid.",
    too_late: "Billetten er slettet. Meld bruk innen 60 dager etter at den er slutt.",
  } satisfies Record<UseOutcome, string>,
  questions: "Vet dere hvordan dette gikk til?",
  questionsHelp:
    "Disse kodene er meldt brukt, men ingen billett ga rett til det. De teller ikke, og er ikke med i oppgjøret.",
  reportedOn: "Meldt",
};
