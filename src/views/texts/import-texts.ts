import type { ImportMember } from "../../domain/recipients/import-columns.ts";
import type { StaffLanguage } from "./staff-texts.ts";

/** What can be wrong with an uploaded file as a whole. */
export type TableFault =
  "unreadable" | "too_slow" | "old_excel" | "too_large" | "too_many_rows" | "no_rows";

const nb = {
  title: "Hent inn mottakere fra fil",
  link: "Hent inn fra fil",
  intro:
    "Last opp et regneark fra Excel (.xlsx) eller en CSV-fil. Du ser hva som blir nytt og hva som endres, før noe lagres.",
  file: "Fil",
  fileHelp: "Høyst 10 000 rader og 5 MB. Første rad skal ha overskrifter.",
  example: "Last ned en eksempelfil",
  keptHelp:
    "Filen lagres kryptert mens du ser over den, og slettes når du er ferdig, senest etter en time.",
  upload: "Se over filen",
  reading: "Leser filen …",
  saving: (n: number) => `Lagrer ${n} mottakere. Lange lister tar noen sekunder.`,
  noFile: "Velg en fil.",
  members: {
    reference: "Referanse",
    label: "Merkelapp",
    household: "Husstand",
    birthYear: "Fødselsår",
    language: "Språk",
    delivery: "Levering",
    phone: "Mobilnummer",
    email: "E-post",
    secondPhone: "Mobilnummer 2",
    secondEmail: "E-post 2",
    protectedAddress: "Skjermet adresse",
  } satisfies Record<ImportMember, string>,
  municipality: "Kommune",
  fileFaults: {
    unreadable:
      "Filen kan ikke leses. Lagre den som Excel-arbeidsbok (.xlsx) eller CSV, og prøv på nytt.",
    too_slow: "Det tar for lang tid å lese filen. Lagre den som CSV, eller del den i flere filer.",
    old_excel:
      "Filen er fra en gammel Excel. Lagre den som Excel-arbeidsbok (.xlsx), og prøv på nytt.",
    too_large: "Filen er for stor. Den kan ha høyst 5 MB.",
    too_many_rows: "Filen har for mange rader. Del den i filer med høyst 10 000 rader.",
    no_rows: "Filen har ingen rader under overskriftene.",
  } satisfies Record<TableFault, string>,

  checkTitle: "Se over før du lagrer",
  columns: "Kolonner",
  columnsHelp: "Valgene huskes til neste fil fra kommunen. En tom celle endrer ingenting.",
  noColumn: "Ingen kolonne",
  columnName: (letters: string, heading: string) =>
    heading === "" ? `Kolonne ${letters}` : `${letters}: ${heading}`,
  useColumns: "Bruk disse kolonnene",
  created: "Nye",
  changed: "Endres",
  unchanged: "Uendret",
  withFaults: "Feil",
  faults: (n: number) => (n === 1 ? "1 feil i filen" : `${n} feil i filen`),
  faultsHelp:
    "Ingenting kan lagres før alle feil er rettet. Rett dem i filen, og last den opp på nytt.",
  row: "Rad",
  column: "Kolonne",
  why: "Hva som er feil",
  noReferences: "Velg hvilken kolonne som har referansen.",
  repeated: "Referansen står i flere rader.",
  hidden: "Barnet med referansen kan bare endres av en som har tilgang til skjermede adresser.",
  ambiguous: "Flere av kommunene dine kjenner referansen. Endre barnet på dets egen side.",
  changes: (n: number) => (n === 1 ? "1 mottaker endres" : `${n} mottakere endres`),
  newContacts: (n: number) =>
    n === 1
      ? "1 mottaker får nytt nummer eller ny e-post. Hentelenken fra før slutter å virke, og de som har billetter, får den nye med det samme."
      : `${n} mottakere får nytt nummer eller ny e-post. Hentelenkene fra før slutter å virke, og de som har billetter, får den nye med det samme.`,
  recipient: "Mottaker",
  member: "Felt",
  before: "Nå",
  after: "Blir",
  none: "(tomt)",
  anotherHousehold: "(en annen, eller ingen)",
  yesOrNo: "Skriv ja eller nei.",
  yes: "Ja",
  no: "Nei",
  showAll: (n: number) => `Vis alle ${n}`,
  save: (n: number) => (n === 1 ? "Lagre 1 mottaker" : `Lagre ${n} mottakere`),
  nothing: "Alle mottakerne i filen er lagret fra før, og ingen er endret.",
  discard: "Forkast filen",
  stale:
    "Noen av mottakerne ble endret mens du så over. Ingenting er lagret. Slik ser det ut nå: se over og lagre på nytt.",
  doneTitle: "Mottakerne er lagret",
  done: (created: number, changed: number, unchanged: number) =>
    `${created} nye, ${changed} endret og ${unchanged} uendret. Filen er slettet.`,
  toRecipients: "Til mottakerne",
};

const nn: typeof nb = {
  title: "Hent inn mottakarar frå fil",
  link: "Hent inn frå fil",
  intro:
    "Last opp eit rekneark frå Excel (.xlsx) eller ei CSV-fil. Du ser kva som blir nytt og kva som blir endra, før noko blir lagra.",
  file: "Fil",
  fileHelp: "Høgst 10 000 rader og 5 MB. Første rad skal ha overskrifter.",
  example: "Last ned ei eksempelfil",
  keptHelp:
    "Fila blir lagra kryptert medan du ser over ho, og sletta når du er ferdig, seinast etter ein time.",
  upload: "Sjå over fila",
  reading: "Les fila …",
  saving: (n: number) => `Lagrar ${n} mottakarar. Lange lister tek nokre sekund.`,
  noFile: "Vel ei fil.",
  members: {
    reference: "Referanse",
    label: "Merkelapp",
    household: "Hushald",
    birthYear: "Fødselsår",
    language: "Språk",
    delivery: "Levering",
    phone: "Mobilnummer",
    email: "E-post",
    secondPhone: "Mobilnummer 2",
    secondEmail: "E-post 2",
    protectedAddress: "Skjerma adresse",
  },
  municipality: "Kommune",
  fileFaults: {
    unreadable:
      "Fila kan ikkje lesast. Lagre ho som Excel-arbeidsbok (.xlsx) eller CSV, og prøv på nytt.",
    too_slow: "Det tek for lang tid å lese fila. Lagre ho som CSV, eller del ho i fleire filer.",
    old_excel:
      "Fila er frå ein gammal Excel. Lagre ho som Excel-arbeidsbok (.xlsx), og prøv på nytt.",
    too_large: "Fila er for stor. Ho kan ha høgst 5 MB.",
    too_many_rows: "Fila har for mange rader. Del ho i filer med høgst 10 000 rader.",
    no_rows: "Fila har ingen rader under overskriftene.",
  },

  checkTitle: "Sjå over før du lagrar",
  columns: "Kolonnar",
  columnsHelp: "Vala blir hugsa til neste fil frå kommunen. Ei tom celle endrar ingenting.",
  noColumn: "Ingen kolonne",
  columnName: (letters: string, heading: string) =>
    heading === "" ? `Kolonne ${letters}` : `${letters}: ${heading}`,
  useColumns: "Bruk desse kolonnane",
  created: "Nye",
  changed: "Blir endra",
  unchanged: "Uendra",
  withFaults: "Feil",
  faults: (n: number) => (n === 1 ? "1 feil i fila" : `${n} feil i fila`),
  faultsHelp:
    "Ingenting kan lagrast før alle feil er retta. Rett dei i fila, og last ho opp på nytt.",
  row: "Rad",
  column: "Kolonne",
  why: "Kva som er feil",
  noReferences: "Vel kva kolonne som har referansen.",
  repeated: "Referansen står i fleire rader.",
  hidden: "Barnet med referansen kan berre endrast av ein som har tilgang til skjerma adresser.",
  ambiguous: "Fleire av kommunane dine kjenner referansen. Endre barnet på si eiga side.",
  changes: (n: number) => (n === 1 ? "1 mottakar blir endra" : `${n} mottakarar blir endra`),
  newContacts: (n: number) =>
    n === 1
      ? "1 mottakar får nytt nummer eller ny e-post. Hentelenkja frå før sluttar å verke, og dei som har billettar, får den nye med det same."
      : `${n} mottakarar får nytt nummer eller ny e-post. Hentelenkjene frå før sluttar å verke, og dei som har billettar, får den nye med det same.`,
  recipient: "Mottakar",
  member: "Felt",
  before: "No",
  after: "Blir",
  none: "(tomt)",
  anotherHousehold: "(eit anna, eller ingen)",
  yesOrNo: "Skriv ja eller nei.",
  yes: "Ja",
  no: "Nei",
  showAll: (n: number) => `Vis alle ${n}`,
  save: (n: number) => (n === 1 ? "Lagre 1 mottakar" : `Lagre ${n} mottakarar`),
  nothing: "Alle mottakarane i fila er lagra frå før, og ingen er endra.",
  discard: "Forkast fila",
  stale:
    "Nokre av mottakarane blei endra medan du såg over. Ingenting er lagra. Slik ser det ut no: sjå over og lagre på nytt.",
  doneTitle: "Mottakarane er lagra",
  done: (created: number, changed: number, unchanged: number) =>
    `${created} nye, ${changed} endra og ${unchanged} uendra. Fila er sletta.`,
  toRecipients: "Til mottakarane",
};

const catalogues: Record<StaffLanguage, typeof nb> = { nb, nn };

/** What NAV's pages say when recipients are imported from a file. */
export const importTexts = (language: StaffLanguage) => catalogues[language];
