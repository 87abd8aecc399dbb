import type { DoorTexts } from "./door-nb.ts";

/** The scanner in Nynorsk. */
export const doorNn: DoorTexts = {
  language: "Nynorsk",
  languages: "Språk",
  title: "Les billettar",
  needsScript: "Sida treng JavaScript. Slå det på, eller opne sida i ein annan nettlesar.",
  noEntrance: "Telefonen er ikkje knytt til ein inngang",
  closed: "Inngangen er stengd",
  askForCode:
    "Be den som er ansvarleg, om QR-koden til inngangen. Les han med kameraet på telefonen, så opnar lesaren seg.",

  startCamera: "Start kameraet",
  torch: "Lys",
  typeOrScan: "Skriv eller les koden",
  check: "Sjekk",
  keypad: "Tastar for billettnummer",
  deleteDigit: "Slett siste siffer",
  latest: "Siste svar",
  sound: "Lyd",
  forget: "Bruk telefonen til noko anna",
  forgetQuestion: "Kople telefonen frå inngangen?",
  forgetHelp: "For å lese billettar her igjen treng du QR-koden til inngangen.",
  forgetYes: "Ja, kople frå",
  forgetNo: "Nei, hald fram med å lese",
  cancel: "Avbryt",
  again: "Slepp inn éin gong til",

  script: {
    howMany: "Kor mange går inn?",
    whichPart: "Gyldig. Kva blir kryssa av?",
    partsLeft: "Att: %",
    nothingLeft: "Ingenting att",
    checking: "Sjekkar …",
    offline: "Inga dekning",
    offlineHelp: "Billetten er ikkje sjekka enno. Vi prøver igjen av oss sjølve.",
    busy: "Det er mange akkurat no",
    busyHelp: "Billetten er ikkje sjekka enno. Vi prøver igjen av oss sjølve.",
    giveUp: "Avbryt",
    next: "Neste",
    accepted: "Gyldig",
    refused: "Ikkje gyldig",
    question: "Spørsmål",
    undo: "Angre",
    undone: "Angra",
    undoDone: { heading: "Angra", help: "Billetten kan brukast igjen." },
    undoFailed: {
      heading: "Ikkje angra",
      help: "Det går i eitt minutt og med dekning. Sei frå til den som er ansvarleg.",
    },
    usedAgo: "Brukt %",
    ago: {
      now: "for under eit minutt sidan",
      minute: { one: "for 1 minutt sidan", many: "for % minutt sidan" },
      hour: { one: "for 1 time sidan", many: "for % timar sidan" },
      day: { one: "for 1 dag sidan", many: "for % dagar sidan" },
    },
    admittedToday: "Sleppte inn i dag: %",
    clockIsWrong: "Klokka på telefonen går % minutt feil. Vi reknar med rett tid.",
    endsSoon: "Inngangen verkar til %. Sei frå til den som er ansvarleg.",
    admit: "Slepp inn %",
    nextTime: "Neste gong: %.",
    opensAgain: "Opnar igjen: %.",
    doorsOpen: "Dørene opnar %.",
    lasts: "Gjeld til %",
    lasted: "Gjaldt til %",
    usesLeft: "% gonger igjen",
    oneUseLeft: "1 gong igjen",
    noUsesLeft: "Ingen gonger igjen",
    coverage: {
      preparing: "Gjer telefonen klar til bruk utan dekning …",
      online: "Klar, òg utan dekning.",
      offline: "Utan dekning: telefonen avgjer sjølv.",
      never: "Utan dekning. Billettar kan sjekkast når telefonen har hatt dekning éin gong.",
      updated: "Oppdatert %.",
      justNow: "akkurat no",
      oneWaiting: "1 lesing ventar på dekning.",
      waiting: "% lesingar ventar på dekning.",
    },
    cameraFaults: {
      refused:
        "Sida får ikkje bruke kameraet. Tillat det i innstillingane til nettlesaren og start på nytt, eller skriv koden.",
      missing: "Fann ikkje noko kamera. Skriv koden i feltet.",
      busy: "Kameraet er oppteke eller blei stoppa. Lukk andre appar som bruker det, og start på nytt.",
      decoder: "Lesaren blei ikkje lasta. Sjå om du har dekning, og start på nytt.",
    },
    refusals: {
      unknown_barcode: {
        heading: "Ukjend kode",
        help: "Dette er ikkje ein billett vi kjenner. Les koden ein gong til.",
      },
      own_code: {
        heading: "Kan ikkje avgjerast her",
        help: "Har billetten ein kode frå staden sjølv, blir han lesen av kassa, porten eller nettsida deira. Elles er dette ikkje ein billett vi kjenner.",
      },
      other_provider: {
        heading: "Gjeld ein annan stad",
        help: "Billetten er ikkje til denne inngangen.",
      },
      revoked: {
        heading: "Gjeld ikkje lenger",
        help: "Billetten er avslutta. Sjå om det ligg ein nyare på telefonen.",
      },
      returned: {
        heading: "Gjeld ikkje lenger",
        help: "Billetten er levert tilbake. Sjå om det ligg ein nyare på telefonen.",
      },
      lapsed: {
        heading: "Gjeld ikkje lenger",
        help: "Fristen for å hente billetten er ute. Sjå om det ligg ein nyare på telefonen.",
      },
      not_yet_valid: {
        heading: "Gjeld ikkje enno",
        help: "Billetten tek til å gjelde seinare. På han står det når.",
      },
      expired: {
        heading: "Tida er ute",
        help: "Billetten har gått ut. På han står det når han gjaldt.",
      },
      time_up: {
        heading: "Tida er ute",
        help: "Billetten gjaldt ei viss tid frå den første gongen.",
      },
      closed_day: {
        heading: "Gjeld ikkje i dag",
        help: "Billetten gjeld andre dagar.",
      },
      used_up: {
        heading: "Allereie brukt",
        help: "Det er ingen gonger igjen på billetten.",
      },
      daily_limit: {
        heading: "Brukt i dag",
        help: "Billetten er brukt så mykje som han kan på éin dag.",
      },
      closed_now: {
        heading: "Stengt no",
        help: "Billetten gjeld i opningstida.",
      },
      between_sessions: {
        heading: "Ikkje no",
        help: "Billetten gjeld til bestemte tider.",
      },
      other_part: {
        heading: "Ikkje med på billetten",
        help: "Billetten har ikkje det som blir kryssa av her.",
      },
      just_scanned: {
        heading: "Nettopp lesen her",
        help: "Denne billetten er allereie sleppt inn.",
      },
      too_many_numbers: {
        heading: "For mange forsøk",
        help: "Les koden på billetten, eller vent ti minutt.",
      },
      not_a_ticket: {
        heading: "Ikkje ein billett",
        help: "Koden er ikkje frå ein billett. Prøv ein annan kode.",
      },
      too_many: {
        heading: "For mange",
        help: "Billetten gjeld for færre. Les han igjen og vel eit lågare tal.",
      },
      unclear: {
        heading: "Fekk ikkje svar",
        help: "Billetten blei ikkje sjekka. Les han ein gong til.",
      },
    },
  },
};
