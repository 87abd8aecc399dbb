import type { OfferCategory } from "../../domain/offers/offer.ts";
import { allocationNb } from "./allocation-nb.ts";
import { appleNb } from "./apple-nb.ts";
import { recipientNb } from "./recipient-nb.ts";
import { ticketNb } from "./ticket-nb.ts";

/** The staff pages in Bokmål. The type of this catalogue is what the others must have. */
export const staffNb = {
  ...allocationNb,
  ...appleNb,
  ...recipientNb,
  ...ticketNb,
  language: "Bokmål",
  skipLink: "Hopp til innholdet",
  service: "Billetter til barn og unge",
  menu: "Meny",
  signOut: "Logg ut",
  signedOut: "Du er logget ut",
  signedOutHere:
    "Du er logget ut her, men kanskje ikke av innloggingstjenesten. Lukk nettleseren hvis andre bruker maskinen.",
  sessionEnds:
    "Du blir logget ut om 2 minutter, siden ingenting er gjort på en stund. Det du har skrevet, blir tatt vare på når du sender det.",
  sessionEndsSurely:
    "Du må logge inn på nytt om 2 minutter. Det du har skrevet, blir tatt vare på når du sender det.",
  sessionEnded:
    "Du er logget ut. Send skjemaet som vanlig: da får du logge inn, og det du har skrevet, er her fortsatt.",
  staySignedIn: "Fortsett å være innlogget",
  resumed: "Du er logget inn igjen. Skjemaet er ikke sendt ennå: se over det, og send det på nytt.",
  resumeHeading: "Du er logget inn igjen",
  resumeText: "Det du ba om, er ikke gjort ennå.",
  resume: "Gjør det nå",
  signInAgain: "Logg inn på nytt",
  cancel: "Avbryt",
  save: "Lagre",
  change: "Endre",
  all: "Alle",
  optional: "(valgfritt)",

  offers: "Tilbud",
  recipients: "Mottakere",
  allocate: "Tildel",
  allocations: "Tildelinger",
  messages: "Meldinger",

  offersIntro: "Dette kan deles ut nå, og så mye er igjen.",
  noOffers: "Ingen tilbud er åpne for kommunene dine.",
  noOffersHelp: "Et tilbud kommer hit når kulturkontoret har godkjent det.",
  noOffersMatch: "Ingen tilbud passer til utvalget.",
  showAll: "Vis alle",
  municipality: "Kommune",
  category: "Kategori",
  show: "Vis",
  left: (left: number, quota: number) => `${left} igjen av ${quota}`,
  leftShort: (left: number) => `${left} igjen`,
  soldOut: "Utdelt",
  fewLeft: "Snart tomt",
  paused: "Satt på pause",
  validUntil: "Gyldig",
  ages: (from: number, to: number) => `${from}–${to} år`,
  perRecipient: (n: number) => `inntil ${n} per mottaker`,
  companions: (n: number) => (n === 1 ? "med 1 følgeperson" : `med ${n} følgepersoner`),
  fetched: "Hentet",
  inGoogleNow: "I Google Wallet",
  removedFromGoogle: "Fjernet fra den",
  fewerThan: (n: number) => `færre enn ${n}`,
  atLeast: (n: number | string) => `minst ${n}`,
  allocateThis: (title: string) => `Tildel ${title}`,
  certificateWarning: "Sertifikatet for Apple Wallet må fornyes",
  certificateDays: (days: number) =>
    days > 0
      ? `Det går ut om ${days} dager. Etter det kan ingen nye billetter legges i Apple Wallet.`
      : "Det er gått ut. Nye billetter kan ikke legges i Apple Wallet før det er fornyet.",
  pushesStopped: (since: string) => `Oppdateringer til iPhone er stanset siden ${since}`,
  pushesStoppedHelp:
    "Apple godtar ikke sertifikatet. Billettene på iPhone endrer seg ikke før de som drifter tjenesten har rettet det. I døra gjelder alt som før: en billett som er trukket tilbake, blir avvist.",

  categories: {
    cinema: "Kino",
    concert: "Konsert",
    festival: "Festival",
    theatre: "Teater",
    ski: "Ski",
    equipment: "Utstyr",
    bowling: "Bowling",
    museum: "Museum",
    swimming: "Svømming",
    club: "Klubb og lag",
    arts: "Kulturskole",
    riding: "Ridning",
    climbing: "Klatring",
    activity_park: "Aktivitetspark",
    trip: "Tur",
    summer: "Sommer",
    other: "Annet",
  } satisfies Record<OfferCategory, string>,

  errorHeading: "Rett dette før du går videre",
  faults: {
    reference: "Skriv en referanse på høyst 100 tegn. Den kan ikke ligne et fødselsnummer.",
    changedMeanwhile: "Noen andre har endret dette mens du skrev. Se over og lagre igjen.",
    knownReference:
      "Referansen er i bruk av en annen mottaker. Er det samme barn, åpne og endre det som er lagret.",
    household: "Husstandens referanse kan ha høyst 100 tegn og ikke ligne et fødselsnummer.",
    label:
      "Merkelappen kan ha høyst 100 tegn og ikke ligne et fødselsnummer. Familien leser den, så den kan heller ikke si hvor billettene kommer fra.",
    birthYear: "Skriv fødselsåret med fire sifre. Billettene er for barn og unge til og med 25 år.",
    municipality: "Velg en kommune.",
    language: "Velg språk.",
    phone: "Skriv et gyldig mobilnummer. Utenlandske nummer må ha landkode.",
    email: "Skriv en gyldig e-postadresse.",
    secondPhone:
      "Skriv et gyldig mobilnummer som er et annet enn det første. Lenken må sendes med SMS eller e-post.",
    secondEmail:
      "Skriv en gyldig e-postadresse som er en annen enn den første. Lenken må sendes med SMS eller e-post.",
    delivery: "Velg hvordan lenken skal fram. Med skjermet adresse kan den ikke sendes.",
    recipients: "Velg minst én mottaker, eller lim inn referanser.",
    unknownReferences: (list: string) => `Ingen mottaker har disse referansene: ${list}.`,
    ambiguousReferences: (list: string) =>
      `Flere av kommunene dine kjenner disse referansene: ${list}. Velg barnet i listen.`,
    offers: "Velg minst ett tilbud.",
    tooMany: "Høyst 1000 tildelinger om gangen. Velg færre mottakere eller tilbud.",
    other: "Noe i skjemaet er ikke rett.",
  },
};
