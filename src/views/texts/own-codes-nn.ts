import type { ownCodeFaultsNb, ownCodesNb } from "./own-codes-nb.ts";

/** As `ownCodeFaultsNb`, in Nynorsk. */
export const ownCodeFaultsNn: typeof ownCodeFaultsNb = {
  redeemUrl: "Skriv adressa der koden blir brukt, med https:// framfor.",
  "instructions.nb": "Skriv ei forklaring på bokmål på høgst 300 teikn.",
  "instructions.nn": "Forklaringa på nynorsk kan ha høgst 300 teikn.",
  "instructions.en": "Forklaringa på engelsk kan ha høgst 300 teikn.",
  "instructions.sma": "Forklaringa på sørsamisk kan ha høgst 300 teikn.",
};

const tickets = (n: number) => (n === 1 ? "1 billett" : `${n} billettar`);
const codes = (n: number) => (n === 1 ? "1 kode" : `${n} kodar`);

/** As `ownCodesNb`, in Nynorsk. */
export const ownCodesNn: typeof ownCodesNb = {
  heading: "Koden på billetten",
  source: "Kva les de ved inngangen?",
  sources: {
    ours: "Strekkoden vår, med mobil eller skannar",
    provider: "Dykkar eigne kodar, med eiga kasse, port eller automat",
  },
  sourceHelp:
    "Eigne kodar lastar de opp etterpå. Kvar kode blir brukt éin gong, og det blir aldri delt ut fleire billettar enn det er kodar.",
  symbology: "Slags strekkode",
  symbologies: {
    qr: "QR",
    aztec: "Aztec",
    pdf417: "PDF417",
    code128: "Code 128",
    ean13: "EAN-13 (på iPhone vist som Code 128)",
    itf14: "ITF-14 (på iPhone vist som Code 128)",
    datamatrix: "Data Matrix (på iPhone vist som QR)",
  },
  showAs: "Vist som",
  forms: { barcode: "Strekkode", text: "Tekst", both: "Strekkode med tekst under" },
  redeemAt: "Koden blir brukt",
  places: { till: "i kassa", gate: "ved ein port", machine: "i ein automat", web: "på nett" },
  redeemUrl: "Nettadresse der koden blir brukt",
  instructions: "Forklaring på billetten",
  instructionsIn: (language) => `Forklaring på ${language}`,
  instructionsHelp: "Utan forklaring skriv vi sjølve kvar koden blir brukt.",
  reportsUse: "Får vi vite kva kodar som er brukte?",
  reports: {
    none: "Nei. Då veit ingen om billetten er brukt, og betaling kan berre avtalast for kvar kode som blir vist.",
    file: "Ja, vi lastar opp ei liste over brukte kodar",
    api: "Ja, systemet vårt melder kvar brukt kode over API-et",
  },

  review: {
    none: "Billettane ber tilbydaren sine eigne kodar. Bruken blir ikkje meld og er difor ukjend.",
    file: "Billettane ber tilbydaren sine eigne kodar. Det blir berre betalt for bruk som tilbydaren melder i lister etterpå. Annan bruk er ukjend.",
    api: "Billettane ber tilbydaren sine eigne kodar. Det blir berre betalt for bruk som systemet deira melder. Annan bruk er ukjend.",
  },

  reviewShown:
    "Billettane ber eigne kodar frå tilbydaren. Etter avtale blir det betalt for kvar kode som blir vist, også når ingen veit om han er brukt.",

  pool: "Kodar",
  toPool: "Kodane",
  toPoolHelp: (left) => `${codes(left)} kan delast ut no.`,
  noneLeft: "Ingen kodar kan delast ut. Last opp kodar før tilbodet opnar.",
  stock: {
    free: "Ledige",
    reserved: "Delte ut, ikkje viste",
    revealed: "Viste",
    used: "Brukte",
    expired: "Gått ut",
    withdrawn: "Trekte",
  },
  upload: "Last opp kodar",
  uploadHelp:
    "Éin kode på kvar linje. Du kan skrive PIN og siste dag (2027-06-30) etter, med semikolon mellom.",
  batchName: "Namn på bunken",
  batchNameFault: "Skriv eit namn på høgst 100 teikn.",
  paste: "Lim inn kodar",
  file: "Eller vel ei fil (Excel, CSV eller tekst)",
  fileHelp: "Vi hugsar ikkje fila om du går frå sida før ho er send. Vel ho då på nytt.",
  submit: "Legg inn kodane",
  uploading: "{percent} prosent er ferdig. Vent på denne sida.",
  uploadWait: "100 000 kodar kan ta eit halvt minutt. Vent til sida kjem tilbake.",
  added: (n) => (n === 1 ? "1 kode er lagd inn." : `${n} kodar er lagde inn.`),
  withdrawn: ({ withdrawn, changed, ended }) =>
    [
      withdrawn === 1 ? "1 kode er trekt." : `${withdrawn} kodar er trekte.`,
      ...(changed > 0 ? [`${tickets(changed)} har fått ein annan kode.`] : []),
      ...(ended > 0
        ? [ended === 1 ? "1 billett er avslutta." : `${ended} billettar er avslutta.`]
        : []),
    ].join(" "),
  nothing: "Skriv eller vel minst éin kode.",
  unreadable: "Fila kan ikkje lesast. Bruk CSV, tekst eller Excel (.xlsx), på høgst 8 MB.",
  tooSlow: "Det tek for lang tid å lese fila. Lagre ho som CSV, eller del ho i fleire filer.",
  tooMany: "Last opp høgst 100 000 kodar om gongen.",
  faulty: (n) =>
    n === 1
      ? "1 linje har ein feil. Ingen kodar er lagde inn."
      : `${n} linjer har feil. Ingen kodar er lagde inn.`,
  more: (n) => `Og ${n} til.`,
  line: "Linje",
  fault: "Feil",
  faults: {
    empty: "Koden manglar.",
    control_character: "Eit usynleg teikn står i koden.",
    characters: "Strekkoden kan ikkje bere desse teikna.",
    length: "Koden er for kort eller for lang for strekkoden.",
    check_digit: "Kontrollsifferet stemmer ikkje.",
    doubled: "Koden står her frå før.",
    known: "Koden er lasta opp før.",
    revealing_text: "Koden inneheld eit ord som kan fortelje korleis barnet fekk billetten.",
    pin: "PIN kan ha høgst 20 teikn, utan mellomrom.",
    pin_damaged: "Reknearket har endra PIN-en. Lagre kolonnen som tekst.",
    last_day: "Den siste dagen er over eller ikkje ein dato.",
    scientific:
      "Reknearket har gjort koden om til eit tal med eksponent. Lagre kolonnen som tekst.",
    separators: "Reknearket har sett inn skiljeteikn. Lagre kolonnen som tekst.",
    date: "Reknearket har gjort koden om til ein dato. Lagre kolonnen som tekst.",
    zeros_lost: "Reknearket har teke bort nullar framfor. Lagre kolonnen som tekst.",
    other_shape: "Koden har ei anna lengd enn dei andre.",
  },
  batches: "Bunkar",
  batch: "Bunke",
  uploaded: "Lasta opp",
  withdraw: "Trekk bunken",
  withdrawHelp: ({ withdrawn, changed, ended }) =>
    [
      `${codes(withdrawn)} blir ikkje delte ut meir.`,
      ...(changed > 0 ? [`${tickets(changed)} får ein annan kode.`] : []),
      ...(ended > 0 ? [`${tickets(ended)} blir avslutta, og dei som har dei, får beskjed.`] : []),
    ].join(" "),
  lowerQuotaInstead:
    "Vil de berre ikkje dele ut fleire? Då kan de setje ned talet i tilbodet, så blir billettane som dei er.",
  toBlock: "Kodar å sperre",
  toBlockHelp:
    "Billettane er trekte eller gitt tilbake etter at koden blei vist. Kodane verkar til de sperrar dei hos dykk.",
  toBlockFile: "Last ned som CSV",
  shownCodesWork:
    "Kodar som alt er viste, verkar til de sperrar dei hos dykk. Etterpå står dei på sida med kodane.",
  code: "Kode",
  ended: "Trekt",

  useUnknown:
    "Tilbodet er godkjent utan melding om bruk. Om dei viste kodane er brukte, er derfor ukjent.",
  useNotReported: "Viste kodar er ikkje melde brukte. Dei kan vere brukte likevel.",
  reportUses: "Meld brukte kodar",
  reportUsesIntro:
    "Legg inn lista over brukte kodar frå porten eller kassa. De ser kva ho fører til, før noko blir lagra. Den same koden tel éin gong, også om de melder han fleire gonger.",
  reportUsesHelp:
    "Éin kode på kvar linje. Du kan skrive dagen (2027-06-30) etter, med semikolon mellom. Utan dag tel bruken i dag.",
  showUses: "Sjå kva som blir meldt",
  recordUses: "Meld dei",
  willCount: (n) =>
    n === 0
      ? "Ingen nye kodar blir melde brukte."
      : `${n === 1 ? "1 kode blir meld brukt" : `${n} kodar blir melde brukte`}.`,
  reportedBefore: (n) => `${codes(n)} er meldt frå før og tel ikkje om att.`,
  countNothing: (n) => (n === 1 ? "1 linje tel ikkje" : `${n} linjer tel ikkje`),
  reported: (counted, others) =>
    `${counted === 1 ? "1 kode er meld brukt" : `${counted} kodar er melde brukte`}.${others > 0 ? ` ${others === 1 ? "1 linje" : `${others} linjer`} talde ikkje.` : ""}`,
  usedAtFault: (line) =>
    `Linje ${line}: dagen må vere ein dato som 2027-06-30, og ikkje etter i dag.`,
  why: "Kvifor",
  outcomes: {
    counted: "Blir meld brukt.",
    known: "Er meld frå før.",
    unknown: "Ukjend: dette er ingen kode i tilbodet.",
    ended: "Billetten er trekt eller gitt tilbake.",
    not_shown: "Koden var ikkje vist til nokon då han blei brukt.",
    not_valid: "Dagen er utanfor tida til billetten.",
    too_late: "Billetten er sletta. Meld bruk innan 60 dagar etter at han er slutt.",
  },
  questions: "Veit de korleis dette gjekk til?",
  questionsHelp:
    "Desse kodane er melde brukte, men ingen billett gav rett til det. Dei tel ikkje, og er ikkje med i oppgjeret.",
  reportedOn: "Meldt",
};
