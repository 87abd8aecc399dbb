import type { StaffLanguage } from "./staff-texts.ts";

const nb = {
  waitingHeading: "En endring venter på kulturkontoret",
  waitingHelp: "Til de har sett på den, gjelder tilbudet og billettene som før.",
  returnedHeading: "Kulturkontoret sendte endringen tilbake",
  withdraw: "Trekk endringen tilbake",
  changeAgain: "Rett endringen",
  heading: "Endringen",
  now: "Gjelder nå",
  wanted: "Endres til",
  none: "Ingen",
  version: (number: number) => `Malens utgave ${number}`,
  toTemplate: "Endre malen",
  of: {
    title: "Navn",
    description: "Beskrivelse",
    quota: "Antall billetter",
    when: "Tid",
    look: "Utseende",
    refund: "Betaling",
  },
  paid: (sum: string, what: string) => `${sum} ${what}.`,
  rule: "Navn, beskrivelse, utseende, betaling, og flere billetter eller dager som kommunen betaler for, ser kulturkontoret på først. Til da gjelder det gamle. Resten gjelder med en gang.",
  refundFixed: "Billetter er alt delt ut, så betalingen står. Lag et nytt tilbud for en annen.",
  refundFixedMeanwhile:
    "Billetter er delt ut i mellomtiden, så betalingen står. Send endringen tilbake.",
  isChange: "Endring av et godkjent tilbud",
  reviewIntro: "Tilbudet gjelder som før til du har bestemt deg.",
  approve: "Godkjenn endringen",
  approveHelp: "Gjelder med en gang, også for billettene som er ute.",
  oldTicket: "Slik er billetten nå",
  newTicket: "Slik blir billetten",
  costNow: "Høyst i dag:",
  costWanted: "Høyst etter endringen:",
  unlimited: "uten grense",
};

const nn: typeof nb = {
  waitingHeading: "Ei endring ventar på kulturkontoret",
  waitingHelp: "Til dei har sett på ho, gjeld tilbodet og billettane som før.",
  returnedHeading: "Kulturkontoret sende endringa tilbake",
  withdraw: "Trekk endringa tilbake",
  changeAgain: "Rett endringa",
  heading: "Endringa",
  now: "Gjeld no",
  wanted: "Blir endra til",
  none: "Ingen",
  version: (number) => `Utgåve ${number} av malen`,
  toTemplate: "Endre malen",
  of: {
    title: "Namn",
    description: "Skildring",
    quota: "Talet på billettar",
    when: "Tid",
    look: "Utsjånad",
    refund: "Betaling",
  },
  paid: (sum, what) => `${sum} ${what}.`,
  rule: "Namn, skildring, utsjånad, betaling, og fleire billettar eller dagar som kommunen betaler for, ser kulturkontoret på først. Til då gjeld det gamle. Resten gjeld med ein gong.",
  refundFixed: "Billettar er alt delte ut, så betalinga står. Lag eit nytt tilbod for ei anna.",
  refundFixedMeanwhile:
    "Billettar er delte ut i mellomtida, så betalinga står. Send endringa tilbake.",
  isChange: "Endring av eit godkjent tilbod",
  reviewIntro: "Tilbodet gjeld som før til du har bestemt deg.",
  approve: "Godkjenn endringa",
  approveHelp: "Gjeld med ein gong, også for billettane som er ute.",
  oldTicket: "Slik er billetten no",
  newTicket: "Slik blir billetten",
  costNow: "Høgst i dag:",
  costWanted: "Høgst etter endringa:",
  unlimited: "utan grense",
};

const catalogues: Record<StaffLanguage, typeof nb> = { nb, nn };

/** What provider and culture office read of a change of an approved offer. */
export const pendingChangeTexts = (language: StaffLanguage) => catalogues[language];
