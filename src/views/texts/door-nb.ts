import type { RedemptionReason } from "../../domain/door/redemption.ts";

/** Shown in a queue, so it says what the ticket is, never what its holder did. */
interface Refusal {
  heading: string;
  help: string;
}

/** `not_a_ticket`, `too_many` and `unclear` are the page's own: requests that the service did not judge. */
type RefusalKind = RedemptionReason | "not_a_ticket" | "too_many" | "unclear";

const refusals: Record<RefusalKind, Refusal> = {
  unknown_barcode: {
    heading: "Ukjent kode",
    help: "Dette er ikke en billett vi kjenner. Les koden en gang til.",
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
    help: "Billetten begynner å gjelde senere. Datoen står på den.",
  },
  expired: {
    heading: "Datoen er passert",
    help: "Billetten gjaldt til en tidligere dato. Den står på billetten.",
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
  latest: "Siste svar",
  sound: "Lyd",
  forget: "Bruk telefonen til noe annet",
  forgetQuestion: "Koble telefonen fra inngangen?",
  forgetHelp: "For å lese billetter her igjen trenger du inngangens QR-kode.",
  forgetYes: "Ja, koble fra",
  forgetNo: "Nei, fortsett å lese",
  howMany: "Hvor mange går inn?",
  cancel: "Avbryt",

  /** What the script says. `%` is a number. */
  script: {
    checking: "Sjekker …",
    offline: "Ingen dekning",
    offlineHelp: "Billetten er ikke sjekket ennå. Vi prøver igjen av oss selv.",
    busy: "Det er mange akkurat nå",
    busyHelp: "Billetten er ikke sjekket ennå. Vi prøver igjen av oss selv.",
    giveUp: "Avbryt",
    next: "Neste",
    accepted: "Gyldig",
    refused: "Ikke gyldig",
    admit: "Slipp inn %",
    usesLeft: "% ganger igjen",
    oneUseLeft: "1 gang igjen",
    noUsesLeft: "Ingen ganger igjen",
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
