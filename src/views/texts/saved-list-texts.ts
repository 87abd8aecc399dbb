import type { StaffLanguage } from "./staff-texts.ts";

const children = (n: number) => `${n} barn`;

const nb = {
  title: "Lagrede lister",
  intro:
    "Barn du vil velge igjen, for eksempel de samme neste år. Listen sier bare hvem som er med, ikke hva de har fått.",
  none: "Ingen lister er lagret. Du lagrer en når du deler ut billetter.",
  empty: "Ingen. Listen slettes i natt.",
  toAllocate: "Til tildelingen",
  name: "Navn på listen",
  nameHelp: "For eksempel «Vinterferie». Aldri navn på barn, aldri fødselsnummer.",
  who: "Barn nå",
  ends: "Slettes",
  endsHelp: (day: string) =>
    `Slettes ${day} om den ikke brukes før. Barn som flytter eller slettes, går ut av den.`,
  count: children,
  choose: "Tildel til disse",
  chooseOf: (name: string) => `Tildel til disse: ${name}`,
  rename: "Lagre navnet",
  remove: "Slett listen",
  removeHeading: "Slette listen?",
  removeHelp: "Barna og billettene deres blir som de er. Listen kan ikke hentes tilbake.",
  inIt: "På listen nå",
  filter: "Lagret liste",
  anyone: "Alle",
  option: (name: string, n: number) => `${name} (${n})`,
  save: "Lagre mottakerne som en liste",
  saveHelp: "Da kan du velge de samme barna igjen, også etter at billettene er over.",
  saveOnly: "Lagre uten å tildele",
  allLists: "Se lagrede lister",
  fault: "Skriv et navn på høyst 60 tegn på én linje, uten fødselsnummer.",
  tooMany: "Kommunen har 200 lister. Slett en først.",
  notSaved:
    "Billettene er tildelt, men listen ble ikke lagret. Lagre den på nytt fra tildelingssiden.",
  notices: {
    "list-saved": "Listen er lagret.",
    "list-renamed": "Navnet er endret.",
    "list-removed": "Listen er slettet.",
  },
};

const nn: typeof nb = {
  title: "Lagra lister",
  intro:
    "Barn du vil velje igjen, til dømes dei same neste år. Lista seier berre kven som er med, ikkje kva dei har fått.",
  none: "Ingen lister er lagra. Du lagrar ei når du deler ut billettar.",
  empty: "Ingen. Lista blir sletta i natt.",
  toAllocate: "Til tildelinga",
  name: "Namn på lista",
  nameHelp: "Til dømes «Vinterferie». Aldri namn på barn, aldri fødselsnummer.",
  who: "Barn no",
  ends: "Blir sletta",
  endsHelp: (day) =>
    `Blir sletta ${day} om lista ikkje er brukt før. Barn som flyttar eller blir sletta, går ut av lista.`,
  count: children,
  choose: "Tildel til desse",
  chooseOf: (name) => `Tildel til desse: ${name}`,
  rename: "Lagre namnet",
  remove: "Slett lista",
  removeHeading: "Slette lista?",
  removeHelp: "Barna og billettane deira blir som dei er. Lista kan ikkje hentast tilbake.",
  inIt: "På lista no",
  filter: "Lagra liste",
  anyone: "Alle",
  option: (name, n) => `${name} (${n})`,
  save: "Lagre mottakarane som ei liste",
  saveHelp: "Då kan du velje dei same barna igjen, òg etter at billettane er over.",
  saveOnly: "Lagre utan å tildele",
  allLists: "Sjå lagra lister",
  fault: "Skriv eit namn på høgst 60 teikn på éi linje, utan fødselsnummer.",
  tooMany: "Kommunen har 200 lister. Slett ei først.",
  notSaved:
    "Billettane er tildelte, men lista blei ikkje lagra. Lagre lista på nytt frå tildelingssida.",
  notices: {
    "list-saved": "Lista er lagra.",
    "list-renamed": "Namnet er endra.",
    "list-removed": "Lista er sletta.",
  },
};

/** What NAV's pages say of saved lists of recipients. */
export const savedListTexts = (language: StaffLanguage): typeof nb => ({ nb, nn })[language];
