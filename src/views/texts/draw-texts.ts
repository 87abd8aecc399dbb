import type { DrawCriterion, DrawOutcome, PassedOverReason } from "../../domain/draws/draw.ts";
import type { AgainReason } from "../../domain/reasons.ts";
import type { StaffLanguage } from "./staff-texts.ts";

const nb = {
  title: "Trekning",
  list: "Trekninger",
  tooFew: "Færre billetter enn barn",
  tooFewHelp:
    "Fordel etter kriteriene som kommunen har offentliggjort. Loddet avgjør bare mellom barn som står helt likt, og du ser alt før noe tildeles.",
  begin: "Fordel etter kriterier",
  intro: (children: number, left: number) =>
    `Valgte barn: ${children}. Billetter igjen: ${left}. De som ikke kan få billett, tas ikke med på listen.`,
  criteria: "Kriterier",
  criteriaHelp: "Gi kriteriene rekkefølge. Det første veier tyngst.",
  names: {
    age: "Alder innenfor et spenn",
    fewest_tickets: "Færrest tildelte billetter på tolv måneder",
    household_without: "Husstand uten billett på tolv måneder",
    waiting_longest: "Lengst siden forrige billett",
  } satisfies Record<DrawCriterion, string>,
  unused: "Brukes ikke",
  rank: (rank: number) => `${rank}.`,
  agesFrom: "Alder fra (år)",
  agesTo: "Alder til og med (år)",
  publishedOn: "Kriteriene ble offentliggjort",
  siblings: "Søsken får billett sammen eller ikke i det hele tatt",
  seats: "Antall billetter",
  again: "Hvorfor trekkes det på nytt?",
  againHelp: "Bare når tilbudet er trukket før.",
  first: "Første trekning",
  reasons: {
    more_tickets: "Det er kommet flere billetter",
    list_was_wrong: "Listen var feil",
    criteria_were_wrong: "Kriteriene var feil",
    complaint_upheld: "En klage er tatt til følge",
    winner_cannot: "De som ble trukket ut, kan ikke få billett",
  } satisfies Record<AgainReason, string>,
  commit: "Lukk listen",
  states: {
    committed: "Listen er lukket",
    closed: "Trukket, ikke bekreftet",
    confirmed: "Bekreftet",
    stopped: "Erstattet av en ny trekning",
  },
  committedHelp:
    "Listen og loddet er låst. Skriv gjerne ned de to kodene før du trekker: med dem kan hvem som helst kontrollere at ingenting er endret.",
  commitment: "Loddets kode",
  listHash: "Listens kode",
  seed: "Loddet",
  close: "Trekk",
  confirm: (count: number) =>
    count === 1 ? "Bekreft og tildel 1 billett" : `Bekreft og tildel ${count} billetter`,
  confirmHelp: "Ingenting er tildelt ennå. Alle som er trukket ut, får billett, eller ingen.",
  toAllocation: "Se tildelingen",
  place: "Plass",
  group: "Gruppe",
  result: "Resultat",
  outcomes: {
    won: "Får billett",
    no_room: "For få billetter igjen til alle søsknene",
    waiting: "Får ikke billett",
    passed_over: "Hoppes over",
  } satisfies Record<DrawOutcome, string>,
  passedOver: {
    gone: "flyttet eller fjernet",
    outside_age: "utenfor alderen",
    already_allocated: "har fått billett på annen måte",
  } satisfies Record<PassedOverReason, string>,
  passedOverHelp: (rows: number) =>
    `Trukket ut, men får ingen ny billett: ${rows}. Ledige billetter går til de neste i rekkefølgen, om det er noen. Hvem det gjelder og hvorfor, står under «Resultat» og blir stående i trekningen.`,
  changed: "Noe er endret siden du så listen. Se over, og bekreft på nytt.",
  yes: "ja",
  no: "nei",
  letters: "Tekst til brevene",
  removed: "flyttet eller fjernet",
  hidden: (count: number) => `${count} skjermet`,
  hiddenHelp:
    "Barn med skjermet adresse er med. En som har tilgang til dem, må bekrefte trekningen. Ingenting er tildelt ennå.",
  file: "Last ned for kontroll",
  none: "Ingenting er trukket ennå.",
  notAllocated:
    "Ingen fikk billett: tilbudet kan ikke tildeles nå, eller det er for få billetter igjen. Bekreft når det er rettet, eller trekk på nytt med en grunn.",
  declined: "Ingen fikk billett: kulturkontoret har stengt tilbudet for kommunen.",
  faults: {
    criteria: "Velg minst ett kriterium, og gi hvert sin plass.",
    ages: "Skriv alder fra og til, når alder er et kriterium.",
    publishedOn: "Oppgi datoen. Den kan ikke være etter i dag.",
    seats: "Skriv et antall som er igjen, og færre enn barna som kan få.",
    againBecause: "Tilbudet er trukket før: velg hvorfor det trekkes på nytt.",
    noEarlier: "Tilbudet er ikke trukket før.",
    recipientIds: "En trekning gjelder én kommune. Endre valgene, og velg barn fra én av dem.",
  },
};

const nn: typeof nb = {
  title: "Trekning",
  list: "Trekningar",
  tooFew: "Færre billettar enn barn",
  tooFewHelp:
    "Fordel etter kriteria som kommunen har offentleggjort. Loddet avgjer berre mellom barn som står heilt likt, og du ser alt før noko blir tildelt.",
  begin: "Fordel etter kriterium",
  intro: (children, left) =>
    `Valde barn: ${children}. Billettar att: ${left}. Dei som ikkje kan få billett, blir ikkje tekne med på lista.`,
  criteria: "Kriterium",
  criteriaHelp: "Gi kriteria rekkjefølgje. Det første veg tyngst.",
  names: {
    age: "Alder innanfor eit spenn",
    fewest_tickets: "Færrast tildelte billettar på tolv månader",
    household_without: "Hushald utan billett på tolv månader",
    waiting_longest: "Lengst sidan førre billett",
  },
  unused: "Blir ikkje brukt",
  rank: (rank) => `${rank}.`,
  agesFrom: "Alder frå (år)",
  agesTo: "Alder til og med (år)",
  publishedOn: "Kriteria blei offentleggjorde",
  siblings: "Sysken får billett saman eller ikkje i det heile",
  seats: "Talet på billettar",
  again: "Kvifor blir det trekt på nytt?",
  againHelp: "Berre når tilbodet er trekt før.",
  first: "Første trekning",
  reasons: {
    more_tickets: "Det er kome fleire billettar",
    list_was_wrong: "Lista var feil",
    criteria_were_wrong: "Kriteria var feil",
    complaint_upheld: "Ei klage er teken til følgje",
    winner_cannot: "Dei som blei trekte ut, kan ikkje få billett",
  },
  commit: "Lukk lista",
  states: {
    committed: "Lista er lukka",
    closed: "Trekt, ikkje stadfesta",
    confirmed: "Stadfesta",
    stopped: "Erstatta av ei ny trekning",
  },
  committedHelp:
    "Lista og loddet er låste. Skriv gjerne ned dei to kodane før du trekkjer: med dei kan kven som helst kontrollere at ingenting er endra.",
  commitment: "Koden til loddet",
  listHash: "Koden til lista",
  seed: "Loddet",
  close: "Trekk",
  confirm: (count) =>
    count === 1 ? "Stadfest og tildel 1 billett" : `Stadfest og tildel ${count} billettar`,
  confirmHelp: "Ingenting er tildelt enno. Alle som er trekte ut, får billett, eller ingen.",
  toAllocation: "Sjå tildelinga",
  place: "Plass",
  group: "Gruppe",
  result: "Resultat",
  outcomes: {
    won: "Får billett",
    no_room: "For få billettar att til alle syskena",
    waiting: "Får ikkje billett",
    passed_over: "Blir hoppa over",
  },
  passedOver: {
    gone: "flytta eller fjerna",
    outside_age: "utanfor alderen",
    already_allocated: "har fått billett på anna vis",
  },
  passedOverHelp: (rows) =>
    `Trekte ut som ikkje får nokon ny billett: ${rows}. Ledige billettar går til dei neste i rekkjefølgja, om det er nokon. Kven det gjeld og kvifor, står under «Resultat» og blir ståande i trekninga.`,
  changed: "Noko er endra sidan du såg lista. Sjå over, og stadfest på nytt.",
  yes: "ja",
  no: "nei",
  letters: "Tekst til breva",
  removed: "flytta eller fjerna",
  hidden: (count) => `${count} skjerma`,
  hiddenHelp:
    "Barn med skjerma adresse er med. Ein som har tilgang til dei, må stadfeste trekninga. Ingenting er tildelt enno.",
  file: "Last ned for kontroll",
  none: "Ingenting er trekt enno.",
  notAllocated:
    "Ingen fekk billett: tilbodet kan ikkje tildelast no, eller det er for få billettar att. Stadfest når det er retta, eller trekk på nytt med ein grunn.",
  declined: "Ingen fekk billett: kulturkontoret har stengt tilbodet for kommunen.",
  faults: {
    criteria: "Vel minst eitt kriterium, og gi kvart sin plass.",
    ages: "Skriv alder frå og til, når alder er eit kriterium.",
    publishedOn: "Oppgi datoen. Han kan ikkje vere etter i dag.",
    seats: "Skriv eit tal som er att, og færre enn barna som kan få.",
    againBecause: "Tilbodet er trekt før: vel kvifor det blir trekt på nytt.",
    noEarlier: "Tilbodet er ikkje trekt før.",
    recipientIds: "Ei trekning gjeld éin kommune. Endre vala, og vel barn frå éin av dei.",
  },
};

const catalogues: Record<StaffLanguage, typeof nb> = { nb, nn };

/** NAV's pages of draws. */
export const drawTexts = (language: StaffLanguage) => catalogues[language];
