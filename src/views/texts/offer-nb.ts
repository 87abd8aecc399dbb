import type { OfferState, RefundUnit } from "../../domain/offers/offer.ts";
import { offerHintsNb } from "./offer-hints-nb.ts";
import { offerTermsNb } from "./offer-terms-nb.ts";
import { offerWhenNb } from "./offer-when-nb.ts";

const tickets = (n: number) => (n === 1 ? "1 billett" : `${n} billetter`);

/** What a provider's pages say of its offers, in Bokmål. The type of this catalogue is what the others must have. */
export const offerNb = {
  offers: "Tilbud",
  newOffer: "Nytt tilbud",
  noOffers: "Ingen tilbud ennå.",
  noOffersHelp: "Et tilbud er noe dere gir bort: så mange billetter, i det tidsrommet dere vil.",
  notApproved:
    "Kulturkontoret har ikke godkjent dere ennå. Dere kan lage tilbud nå; de åpner når dere er godkjent.",
  states: {
    draft: "Kladd",
    submitted: "Til godkjenning",
    returned: "Sendt tilbake",
    open: "Åpent",
    paused: "Pause",
    closed: "Stengt",
  } satisfies Record<OfferState, string>,
  cancelledState: "Avlyst",
  over: "Over",
  numbers: {
    quota: "Billetter",
    allocated: "Delt ut",
    left: "Igjen",
    fetched: "Hentet",
    used: "Brukt",
  },
  returnedBecause: "Kulturkontoret skriver:",

  whatKind: "Hva slags tilbud er det?",
  whatKindHelp: "Vi fyller inn det som er vanlig. Alt kan endres.",
  editOffer: "Endre tilbudet",
  what: "Hva",
  titleNb: "Navn på billetten",
  titleHelp: "Kort, slik det står på billetten. For eksempel «Dagskort alpin».",
  descriptionNb: "Beskrivelse",
  descriptionHelp: "Hva billetten gir, og det man bør vite før man kommer.",
  otherLanguages: "På andre språk",
  otherLanguagesHelp: "Uten tekst her vises den på bokmål.",
  titleIn: (language: string) => `Navn på ${language}`,
  descriptionIn: (language: string) => `Beskrivelse på ${language}`,
  languages: { nn: "nynorsk", en: "engelsk", sma: "sørsamisk" },
  templateHelp: "Velg en av disse, eller lag deres egen under Billettmaler.",
  otherTemplates: "Flere utseender",
  changeLook: "Bytt bilde eller farger",
  changeLookHelp: "Billetten får et utseende som bare dette tilbudet har.",
  ownTemplate: "Deres egen",

  howMany: "Hvor mange",
  companionsHelp:
    "Foreldre eller venner som kommer inn på samme billett. Små barn kommer sjelden alene. 0 hvis ingen.",
  usesLegend: "Hvor mange ganger kan billetten brukes?",
  usesKinds: {
    once: "Én gang",
    times: "Flere ganger, som et klippekort",
    unlimited: "Så mange ganger man vil",
  },

  parts: "Deler som krysses av hver for seg",
  partsHelp:
    "For eksempel inngang og popkorn: én del på hver linje, og først den som slipper inn. Den som leser billetten, velger hvilken del det gjelder. Tomt: billetten er én.",
  validFor: "Gjelder så lenge fra første gang",
  validForHelp:
    "Tiden begynner når billetten leses første gang. Et dagskort er 1 dag, og leses så ofte man vil den dagen. Tomt: ut perioden.",
  validForUnit: "Dager eller timer",
  validForUnits: { days: "dager", hours: "timer" },

  ...offerWhenNb,

  forWhom: "For hvem",
  municipalities: "Kommuner",

  where: "Hvor",
  placeName: "Sted",
  placeAddress: "Adresse",
  money: "Oppgjør",
  refund: "Kroner kommunen betaler dere",
  refundHelp: "Slik dere har avtalt. 0 hvis dere gir det bort.",
  refundPer: "Beløpet gjelder",
  refundUnits: {
    admission: "for hver som kommer",
    ticket: "for hver billett som blir brukt",
    month: "for hver måned en billett blir brukt",
    code: "for hver egen kode som blir vist",
  } satisfies Record<RefundUnit | "admission", string>,
  refundNeedsReports: "Uten melding om bruk kan det bare betales for hver egen kode som blir vist.",
  refundCapPerTicket: "Høyst kroner for én billett",
  refundCap: "Høyst kroner for hele tilbudet",
  optional: "(valgfritt)",
  saveAndCheck: "Lagre og se over",

  inOneSentence: "Kort sagt",
  agreedRefund: (sum: string, what: string) => `Kommunen betaler dere ${sum} ${what}.`,
  agreedCapPerTicket: (sum: string) => `Høyst ${sum} for én billett.`,
  agreedCap: (sum: string) => `Høyst ${sum} for hele tilbudet.`,
  costsAtMost: (sum: string) => `Til sammen høyst ${sum}.`,
  costsWithoutLimit:
    "Summen har ingen øvre grense, for hver billett kan brukes så mange ganger man vil.",
  noRefund: "Dere tar ikke betalt av kommunen.",
  fetchedWithin: (days: number) =>
    `En billett som ikke er hentet innen ${days === 1 ? "1 dag" : `${days} dager`}, kan gå til andre.`,
  hintsHeading: "Dette kan bli bedre",
  hintsHelp: "Du kan sende tilbudet slik det er.",
  hints: offerHintsNb,
  asOnPhone: "Slik blir billetten",
  submit: "Send til kulturkontoret",
  submitHelp: "Kulturkontoret ser over, og åpner det eller sender det tilbake med en grunn.",
  edit: "Endre",
  waiting: "Kulturkontoret ser på tilbudet. Du kan ikke endre det nå.",
  withdraw: "Trekk tilbake",
  withdrawHelp: "Tilbudet blir en kladd igjen, som du kan endre, sende på nytt eller slette.",
  remove: "Slett",
  pause: "Sett på pause",
  pauseHelp: "Ingen nye billetter deles ut. De som er ute, gjelder.",
  pausedByOffice:
    "Kulturkontoret har satt tilbudet på pause. Ta kontakt med dem for å åpne det igjen.",
  closedByOffice: "Kulturkontoret har stengt tilbudet.",
  officeWrites: "De skriver:",
  resume: "Åpne igjen",
  close: "Steng",
  closeHelp: "Ingen nye billetter deles ut mer. De som er ute, gjelder.",
  cancelOffer: "Avlys",
  cancelHelp: "Alle billetter som er ute, slutter å gjelde, og de som har dem får melding.",
  /** What is asked before what cannot be undone; of the tickets that are out. */
  confirm: {
    remove: {
      heading: "Slette tilbudet?",
      text: () => "Tilbudet og det kulturkontoret har skrevet om det, blir borte for godt.",
      confirm: "Slett",
    },
    close: {
      heading: "Stenge tilbudet?",
      text: (n: number) =>
        n === 0
          ? "Ingen flere får billett, og tilbudet kan ikke åpnes igjen. Ingen billetter er delt ut."
          : `Ingen flere får billett, og tilbudet kan ikke åpnes igjen. ${n === 1 ? "Billetten" : `De ${n} billettene`} som er delt ut, gjelder som før.`,
      confirm: "Steng",
    },
    cancel: {
      heading: "Avlyse tilbudet?",
      text: (n: number) =>
        n === 0
          ? "Ingen billetter er ute. Tilbudet stenges, og kan ikke åpnes igjen."
          : `${tickets(n)} som er ute, slutter å gjelde med en gang, og de som har dem får melding. Dette kan ikke angres.`,
      confirm: "Avlys",
    },
  },
  changeRunning: "Endre antall, tid, tekst eller betaling",
  changeHeading: "Endre tilbudet",
  changeHelp: (n: number) =>
    n === 0
      ? "Ingen billetter er ute ennå."
      : `Nye tekster, ny tid og nytt sted vises på ${tickets(n)} som er ute. Endres tid eller sted, får de som vet om billetten én melding.`,
  quotaHelp: (out: number) => `${out} er ute, så det kan ikke være færre enn ${out}.`,
  quotaApproved: (approved: number) =>
    `Kulturkontoret har godkjent ${approved} med betaling. Flere enn det ser de på først.`,
  extendHelp: "Kan bare flyttes til en senere dag.",
  save: "Lagre",
  notices: {
    saved: "Tilbudet er lagret.",
    submitted: "Tilbudet er sendt til kulturkontoret.",
    withdrawn: "Tilbudet er trukket tilbake, og er en kladd igjen.",
    "change-sent": "Endringen er sendt til kulturkontoret.",
    "change-withdrawn": "Endringen er trukket tilbake. Tilbudet gjelder som før.",
    removed: "Tilbudet er slettet.",
    paused: "Tilbudet er på pause.",
    resumed: "Tilbudet er åpent igjen.",
    closed: "Tilbudet er stengt.",
    cancelled: "Tilbudet er avlyst, og de som har billett får melding.",
  },

  ...offerTermsNb,
};
