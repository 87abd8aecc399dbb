import type { RedemptionReason } from "../../domain/door/redemption.ts";

/** Shown in a queue, so it says what the ticket is, never what its holder did. */
interface Refusal {
  heading: string;
  help: string;
}

/**
 * What the service says, and the page's own: `own_code` for an unknown code where the venue reads codes of its
 * own, the others for requests that the service did not judge.
 */
type RefusalKind =
  | RedemptionReason
  | "just_scanned"
  | "own_code"
  | ("not_a_ticket" | "too_many" | "too_many_numbers" | "unclear");

const refusals: Record<RefusalKind, Refusal> = {
  unknown_barcode: {
    heading: "Ukjent kode",
    help: "Dette er ikke en billett vi kjenner. Les koden en gang til.",
  },
  own_code: {
    heading: "Kan ikke avgjøres her",
    help: "Har billetten stedets egen kode, leses den av stedets egen kasse, port eller nettside. Ellers er dette ikke en billett vi kjenner.",
  },
  other_provider: {
    heading: "Gjelder et annet sted",
    help: "Billetten er ikke til denne inngangen.",
  },
  revoked: {
    heading: "Gjelder ikke lenger",
    help: "Billetten er avsluttet. Se om det ligger en nyere på telefonen.",
  },
  returned: {
    heading: "Gjelder ikke lenger",
    help: "Billetten er levert tilbake. Se om det ligger en nyere på telefonen.",
  },
  lapsed: {
    heading: "Gjelder ikke lenger",
    help: "Fristen for å hente billetten er ute. Se om det ligger en nyere på telefonen.",
  },
  not_yet_valid: {
    heading: "Gjelder ikke ennå",
    help: "Billetten begynner å gjelde senere. På den står det når.",
  },
  expired: {
    heading: "Tiden er ute",
    help: "Billetten har gått ut. På den står det når den gjaldt.",
  },
  time_up: {
    heading: "Tiden er ute",
    help: "Billetten gjaldt en viss tid fra den første gangen.",
  },
  closed_day: {
    heading: "Gjelder ikke i dag",
    help: "Billetten gjelder andre dager.",
  },
  used_up: {
    heading: "Allerede brukt",
    help: "Det er ingen ganger igjen på billetten.",
  },
  daily_limit: {
    heading: "Brukt i dag",
    help: "Billetten er brukt så mye som den kan på én dag.",
  },
  closed_now: {
    heading: "Stengt nå",
    help: "Billetten gjelder i åpningstiden.",
  },
  between_sessions: {
    heading: "Ikke nå",
    help: "Billetten gjelder til bestemte tider.",
  },
  other_part: {
    heading: "Ikke med på billetten",
    help: "Billetten har ikke det som krysses av her.",
  },
  just_scanned: {
    heading: "Nettopp lest her",
    help: "Denne billetten er allerede sluppet inn.",
  },
  too_many_numbers: {
    heading: "For mange forsøk",
    help: "Les koden på billetten, eller vent ti minutter.",
  },
  not_a_ticket: {
    heading: "Ikke en billett",
    help: "Koden er ikke fra en billett. Prøv en annen kode.",
  },
  too_many: {
    heading: "For mange",
    help: "Billetten gjelder for færre. Les den igjen og velg et lavere tall.",
  },
  unclear: {
    heading: "Fikk ikke svar",
    help: "Billetten ble ikke sjekket. Les den en gang til.",
  },
};

/** The scanner in Bokmål. The type of this catalogue is what the others must have. */
export const doorNb = {
  language: "Bokmål",
  languages: "Språk",
  title: "Les billetter",
  needsScript: "Siden trenger JavaScript. Slå det på, eller åpne siden i en annen nettleser.",
  noEntrance: "Telefonen er ikke knyttet til en inngang",
  closed: "Inngangen er stengt",
  askForCode:
    "Be den som er ansvarlig, om inngangens QR-kode. Les den med kameraet på telefonen, så åpner leseren seg.",

  startCamera: "Start kameraet",
  torch: "Lys",
  typeOrScan: "Skriv eller les koden",
  check: "Sjekk",
  keypad: "Taster for billettnummer",
  deleteDigit: "Slett siste siffer",
  latest: "Siste svar",
  sound: "Lyd",
  forget: "Bruk telefonen til noe annet",
  forgetQuestion: "Koble telefonen fra inngangen?",
  forgetHelp: "For å lese billetter her igjen trenger du inngangens QR-kode.",
  forgetYes: "Ja, koble fra",
  forgetNo: "Nei, fortsett å lese",
  cancel: "Avbryt",
  again: "Slipp inn én gang til",

  /** What the script says. `%` is a number. */
  script: {
    howMany: "Hvor mange går inn?",
    whichPart: "Gyldig. Hva krysses av?",
    partsLeft: "Igjen: %",
    nothingLeft: "Ingenting igjen",
    checking: "Sjekker …",
    offline: "Ingen dekning",
    offlineHelp: "Billetten er ikke sjekket ennå. Vi prøver igjen av oss selv.",
    busy: "Det er mange akkurat nå",
    busyHelp: "Billetten er ikke sjekket ennå. Vi prøver igjen av oss selv.",
    giveUp: "Avbryt",
    next: "Neste",
    accepted: "Gyldig",
    refused: "Ikke gyldig",
    question: "Spørsmål",
    undo: "Angre",
    undone: "Angret",
    undoDone: { heading: "Angret", help: "Billetten kan brukes igjen." },
    undoFailed: {
      heading: "Ikke angret",
      help: "Det går i ett minutt og med dekning. Si fra til den som er ansvarlig.",
    },
    usedAgo: "Brukt %",
    ago: {
      now: "for under et minutt siden",
      minute: { one: "for 1 minutt siden", many: "for % minutter siden" },
      hour: { one: "for 1 time siden", many: "for % timer siden" },
      day: { one: "for 1 dag siden", many: "for % dager siden" },
    },
    admittedToday: "Sluppet inn i dag: %",
    clockIsWrong: "Klokka på telefonen går % minutter feil. Vi regner med riktig tid.",
    endsSoon: "Inngangen virker til %. Si fra til den som er ansvarlig.",
    admit: "Slipp inn %",
    nextTime: "Neste gang: %.",
    opensAgain: "Åpner igjen: %.",
    doorsOpen: "Dørene åpner %.",
    lasts: "Gjelder til %",
    lasted: "Gjaldt til %",
    usesLeft: "% ganger igjen",
    oneUseLeft: "1 gang igjen",
    noUsesLeft: "Ingen ganger igjen",
    coverage: {
      preparing: "Gjør telefonen klar til bruk uten dekning …",
      online: "Klar, også uten dekning.",
      offline: "Uten dekning: telefonen avgjør selv.",
      never: "Uten dekning. Billetter kan sjekkes når telefonen har hatt dekning én gang.",
      updated: "Oppdatert %.",
      justNow: "akkurat nå",
      oneWaiting: "1 lesing venter på dekning.",
      waiting: "% lesinger venter på dekning.",
    },
    cameraFaults: {
      refused:
        "Siden får ikke bruke kameraet. Tillat det i nettleserens innstillinger og start på nytt, eller skriv koden.",
      missing: "Fant ikke noe kamera. Skriv koden i feltet.",
      busy: "Kameraet er opptatt eller ble stoppet. Lukk andre apper som bruker det, og start på nytt.",
      decoder: "Leseren ble ikke lastet. Se om du har dekning, og start på nytt.",
    },
    refusals,
  },
};

export type DoorTexts = typeof doorNb;
