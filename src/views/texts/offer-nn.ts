import { offerHintsNn } from "./offer-hints-nn.ts";
import { offerTermsNn } from "./offer-terms-nn.ts";
import { offerWhenNn } from "./offer-when-nn.ts";
import type { offerNb } from "./offer-nb.ts";

const tickets = (n: number) => (n === 1 ? "1 billett" : `${n} billettar`);

/** What a provider's pages say of its offers, in Nynorsk. */
export const offerNn: typeof offerNb = {
  offers: "Tilbod",
  newOffer: "Nytt tilbod",
  noOffers: "Ingen tilbod enno.",
  noOffersHelp: "Eit tilbod er noko de gir bort: så mange billettar, i det tidsrommet de vil.",
  notApproved:
    "Kulturkontoret har ikkje godkjent dykk enno. De kan lage tilbod no; dei opnar når de er godkjende.",
  states: {
    draft: "Kladd",
    submitted: "Til godkjenning",
    returned: "Send tilbake",
    open: "Ope",
    paused: "Pause",
    closed: "Stengt",
  },
  cancelledState: "Avlyst",
  over: "Over",
  numbers: {
    quota: "Billettar",
    allocated: "Delt ut",
    left: "Att",
    fetched: "Henta",
    used: "Brukt",
  },
  returnedBecause: "Kulturkontoret skriv:",

  whatKind: "Kva slags tilbod er det?",
  whatKindHelp: "Vi fyller inn det som er vanleg. Alt kan endrast.",
  editOffer: "Endre tilbodet",
  what: "Kva",
  titleNb: "Namn på billetten (bokmål)",
  titleHelp: "Kort, slik det står på billetten. Til dømes «Dagskort alpin».",
  descriptionNb: "Skildring (bokmål)",
  descriptionHelp: "Kva billetten gir, og det ein bør vite før ein kjem.",
  otherLanguages: "På andre språk",
  otherLanguagesHelp: "Utan tekst her blir han vist på bokmål.",
  titleIn: (language) => `Namn på ${language}`,
  descriptionIn: (language) => `Skildring på ${language}`,
  languages: { nn: "nynorsk", en: "engelsk", sma: "sørsamisk" },
  templateHelp: "Vel ein av desse, eller lag dykkar eigen under Billettmalar.",
  otherTemplates: "Fleire utsjånader",
  changeLook: "Byt bilete eller fargar",
  changeLookHelp: "Billetten får ein utsjånad som berre dette tilbodet har.",
  ownTemplate: "Dykkar eigen",

  howMany: "Kor mange",
  companionsHelp:
    "Foreldre eller vener som kjem inn på same billett. Små barn kjem sjeldan åleine. 0 om ingen.",
  usesLegend: "Kor mange gonger kan billetten brukast?",
  usesKinds: {
    once: "Éin gong",
    times: "Fleire gonger, som eit klippekort",
    unlimited: "Så mange gonger ein vil",
  },

  parts: "Delar som blir kryssa av kvar for seg",
  partsHelp:
    "Til dømes inngang og popkorn: éin del på kvar linje, og først den som slepp inn. Den som les billetten, vel kva del det gjeld. Tomt: billetten er éin.",
  validFor: "Gjeld så lenge etter at han er teken i bruk",
  validForHelp:
    "Tida byrjar når billetten blir teken i bruk. Eit dagskort er 1 dag, og blir lese så ofte ein vil den dagen. Tomt: ut perioden.",
  validForUnit: "Dagar eller timar",
  validForUnits: { days: "dagar", hours: "timar" },

  ...offerWhenNn,

  forWhom: "For kven",
  municipalities: "Kommunar",

  where: "Kvar",
  placeName: "Stad",
  placeAddress: "Adresse",
  money: "Oppgjer",
  refund: "Kroner kommunen betaler dykk",
  refundHelp: "Slik de har avtalt. 0 om de gir det bort.",
  refundPer: "Beløpet gjeld",
  refundUnits: {
    admission: "for kvar som kjem",
    ticket: "for kvar billett som blir brukt",
    month: "for kvar månad ein billett blir brukt",
    code: "for kvar eigen kode som blir vist",
  },
  refundNeedsReports:
    "Utan melding om bruk kan det berre betalast for kvar eigen kode som blir vist.",
  refundCapPerTicket: "Høgst kroner for éin billett",
  refundCap: "Høgst kroner for heile tilbodet",
  optional: "(valfritt)",
  saveAndCheck: "Lagre og sjå over",

  inOneSentence: "Kort sagt",
  agreedRefund: (sum, what) => `Kommunen betaler dykk ${sum} ${what}.`,
  agreedCapPerTicket: (sum) => `Høgst ${sum} for éin billett.`,
  agreedCap: (sum) => `Høgst ${sum} for heile tilbodet.`,
  costsAtMost: (sum) => `Til saman høgst ${sum}.`,
  costsWithoutLimit:
    "Summen har inga øvre grense, for kvar billett kan brukast så mange gonger ein vil.",
  noRefund: "De tek ikkje betalt av kommunen.",
  fetchedWithin: (days) =>
    `Ein billett som ikkje er henta innan ${days === 1 ? "1 dag" : `${days} dagar`}, kan gå til andre.`,
  hintsHeading: "Dette kan bli betre",
  hintsHelp: "Du kan sende tilbodet slik det er.",
  hints: offerHintsNn,
  asOnPhone: "Slik blir billetten",
  submit: "Send til kulturkontoret",
  submitHelp: "Kulturkontoret ser over, og opnar det eller sender det tilbake med ein grunn.",
  edit: "Endre",
  waiting: "Kulturkontoret ser på tilbodet. Du kan ikkje endre det no.",
  withdraw: "Trekk tilbake",
  withdrawHelp: "Tilbodet blir ein kladd igjen, som du kan endre, sende på nytt eller slette.",
  remove: "Slett",
  pause: "Set på pause",
  pauseHelp: "Ingen nye billettar blir delte ut. Dei som er ute, gjeld.",
  pausedByOffice:
    "Kulturkontoret har sett tilbodet på pause. Ta kontakt med dei for å opne det igjen.",
  closedByOffice: "Kulturkontoret har stengt tilbodet.",
  officeWrites: "Dei skriv:",
  resume: "Opne igjen",
  close: "Steng",
  closeHelp: "Ingen nye billettar blir delte ut meir. Dei som er ute, gjeld.",
  cancelOffer: "Avlys",
  cancelHelp: "Alle billettar som er ute, sluttar å gjelde, og dei som har dei får melding.",
  confirm: {
    remove: {
      heading: "Slette tilbodet?",
      text: () => "Tilbodet og det kulturkontoret har skrive om det, blir borte for godt.",
      confirm: "Slett",
    },
    close: {
      heading: "Stenge tilbodet?",
      text: (n) =>
        n === 0
          ? "Ingen fleire får billett, og tilbodet kan ikkje opnast igjen. Ingen billettar er delte ut."
          : `Ingen fleire får billett, og tilbodet kan ikkje opnast igjen. ${n === 1 ? "Billetten" : `Dei ${n} billettane`} som er ${n === 1 ? "delt" : "delte"} ut, gjeld som før.`,
      confirm: "Steng",
    },
    cancel: {
      heading: "Avlyse tilbodet?",
      text: (n) =>
        n === 0
          ? "Ingen billettar er ute. Tilbodet blir stengt, og kan ikkje opnast igjen."
          : `${tickets(n)} som er ute, sluttar å gjelde med ein gong, og dei som har dei får melding. Dette kan ikkje angrast.`,
      confirm: "Avlys",
    },
  },
  changeRunning: "Endre tal, tid, tekst eller betaling",
  changeHeading: "Endre tilbodet",
  changeHelp: (n) =>
    n === 0
      ? "Ingen billettar er ute enno."
      : `Nye tekstar, ny tid og ny stad blir viste på ${tickets(n)} som er ute. Blir tid eller stad endra, får dei som veit om billetten éi melding.`,
  quotaHelp: (out) => `${out} er ute, så det kan ikkje vere færre enn ${out}.`,
  quotaApproved: (approved) =>
    `Kulturkontoret har godkjent ${approved} med betaling. Fleire enn det ser dei på først.`,
  extendHelp: "Kan berre flyttast til ein seinare dag.",
  save: "Lagre",
  notices: {
    saved: "Tilbodet er lagra.",
    submitted: "Tilbodet er sendt til kulturkontoret.",
    withdrawn: "Tilbodet er trekt tilbake, og er ein kladd igjen.",
    "change-sent": "Endringa er send til kulturkontoret.",
    "change-withdrawn": "Endringa er trekt tilbake. Tilbodet gjeld som før.",
    removed: "Tilbodet er sletta.",
    paused: "Tilbodet er på pause.",
    resumed: "Tilbodet er ope igjen.",
    closed: "Tilbodet er stengt.",
    cancelled: "Tilbodet er avlyst, og dei som har billett får melding.",
  },

  ...offerTermsNn,
};
