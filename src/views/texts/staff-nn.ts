import { allocationNn } from "./allocation-nn.ts";
import { appleNn } from "./apple-nn.ts";
import { recipientNn } from "./recipient-nn.ts";
import { ticketNn } from "./ticket-nn.ts";
import type { staffNb } from "./staff-nb.ts";

/** The staff pages in Nynorsk. */
export const staffNn: typeof staffNb = {
  ...allocationNn,
  ...appleNn,
  ...recipientNn,
  ...ticketNn,
  language: "Nynorsk",
  skipLink: "Hopp til innhaldet",
  service: "Billettar til barn og unge",
  menu: "Meny",
  signOut: "Logg ut",
  signedOutHere:
    "Du er logga ut her, men kanskje ikkje av innloggingstenesta. Lukk nettlesaren dersom andre bruker maskina.",
  sessionEnds:
    "Du blir logga ut om 2 minutt, sidan ingenting er gjort på ei stund. Det du har skrive, blir teke vare på når du sender det.",
  sessionEndsSurely:
    "Du må logge inn på nytt om 2 minutt. Det du har skrive, blir teke vare på når du sender det.",
  sessionEnded:
    "Du er logga ut. Send skjemaet som vanleg: då får du logge inn, og det du har skrive, er her framleis.",
  staySignedIn: "Hald fram med å vere innlogga",
  resumed:
    "Du er logga inn igjen. Skjemaet er ikkje sendt enno: sjå over det, og send det på nytt.",
  resumeHeading: "Du er logga inn igjen",
  resumeText: "Det du bad om, er ikkje gjort enno.",
  resume: "Gjer det no",
  signedOut: "Du er logga ut",
  signInAgain: "Logg inn på nytt",
  cancel: "Avbryt",
  save: "Lagre",
  change: "Endre",
  all: "Alle",
  optional: "(valfritt)",

  offers: "Tilbod",
  recipients: "Mottakarar",
  allocate: "Tildel",
  allocations: "Tildelingar",
  messages: "Meldingar",

  offersIntro: "Dette kan delast ut no, og så mykje er att.",
  noOffers: "Ingen tilbod er opne for kommunane dine.",
  noOffersHelp: "Eit tilbod kjem hit når kulturkontoret har godkjent det.",
  noOffersMatch: "Ingen tilbod passar til utvalet.",
  showAll: "Vis alle",
  municipality: "Kommune",
  category: "Kategori",
  show: "Vis",
  left: (left, quota) => `${left} att av ${quota}`,
  leftShort: (left) => `${left} att`,
  soldOut: "Utdelt",
  fewLeft: "Snart tomt",
  paused: "Sett på pause",
  validUntil: "Gyldig",
  ages: (from, to) => `${from}–${to} år`,
  perRecipient: (n) => `inntil ${n} per mottakar`,
  companions: (n) => (n === 1 ? "med 1 følgjeperson" : `med ${n} følgjepersonar`),
  fetched: "Henta",
  inGoogleNow: "I Google Wallet",
  removedFromGoogle: "Fjerna frå den",
  fewerThan: (n) => `færre enn ${n}`,
  atLeast: (n) => `minst ${n}`,
  allocateThis: (title) => `Tildel ${title}`,
  certificateWarning: "Sertifikatet for Apple Wallet må fornyast",
  certificateDays: (days) =>
    days > 0
      ? `Det går ut om ${days} dagar. Etter det kan ingen nye billettar leggjast i Apple Wallet.`
      : "Det er gått ut. Nye billettar kan ikkje leggjast i Apple Wallet før det er fornya.",
  pushesStopped: (since) => `Oppdateringar til iPhone er stansa sidan ${since}`,
  pushesStoppedHelp:
    "Apple godtek ikkje sertifikatet. Billettane på iPhone endrar seg ikkje før dei som driftar tenesta har retta det. I døra gjeld alt som før: ein billett som er trekt tilbake, blir avvist.",

  categories: {
    cinema: "Kino",
    concert: "Konsert",
    festival: "Festival",
    theatre: "Teater",
    ski: "Ski",
    equipment: "Utstyr",
    bowling: "Bowling",
    museum: "Museum",
    swimming: "Symjing",
    club: "Klubb og lag",
    arts: "Kulturskule",
    riding: "Riding",
    climbing: "Klatring",
    activity_park: "Aktivitetspark",
    trip: "Tur",
    summer: "Sommar",
    other: "Anna",
  },

  errorHeading: "Rett dette før du går vidare",
  faults: {
    reference: "Skriv ein referanse på høgst 100 teikn. Han kan ikkje likne eit fødselsnummer.",
    changedMeanwhile: "Nokon andre har endra dette medan du skreiv. Sjå over og lagre på nytt.",
    knownReference:
      "Referansen er i bruk av ein annan mottakar. Er det same barnet, opne og endre det som er lagra.",
    household: "Referansen til hushaldet kan ha høgst 100 teikn og ikkje likne eit fødselsnummer.",
    label:
      "Merkelappen kan ha høgst 100 teikn og ikkje likne eit fødselsnummer. Familien les han, så han kan heller ikkje seie kvar billettane kjem frå.",
    birthYear:
      "Skriv fødselsåret med fire siffer. Billettane er for barn og unge til og med 25 år.",
    municipality: "Vel ein kommune.",
    language: "Vel språk.",
    phone: "Skriv eit gyldig mobilnummer. Utanlandske nummer må ha landkode.",
    email: "Skriv ei gyldig e-postadresse.",
    secondPhone:
      "Skriv eit gyldig mobilnummer som er eit anna enn det første. Lenkja må sendast med SMS eller e-post.",
    secondEmail:
      "Skriv ei gyldig e-postadresse som er ei anna enn den første. Lenkja må sendast med SMS eller e-post.",
    delivery: "Vel korleis lenkja skal fram. Med skjerma adresse kan ho ikkje sendast.",
    recipients: "Vel minst éin mottakar, eller lim inn referansar.",
    unknownReferences: (list) => `Ingen mottakar har desse referansane: ${list}.`,
    ambiguousReferences: (list) =>
      `Fleire av kommunane dine kjenner desse referansane: ${list}. Vel barnet i lista.`,
    offers: "Vel minst eitt tilbod.",
    tooMany: "Høgst 1000 tildelingar om gongen. Vel færre mottakarar eller tilbod.",
    other: "Noko i skjemaet er ikkje rett.",
  },
};
