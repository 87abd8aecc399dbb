import type { Language } from "../../domain/language.ts";

const nb = {
  appleFront: "Apple Wallet, forsiden",
  appleBack: "Apple Wallet, baksiden",
  googleCard: "Google Wallet, kortet",
  googleDetails: "Google Wallet, detaljene",
  details: "Detaljer",
  done: "Ferdig",
  automaticUpdates: "Automatiske oppdateringer",
  notifications: "Tillat varslinger",
  removeApple: "Fjern kort",
  removeGoogle: "Fjern",
  doors: "Dører",
  date: "Dato",
  time: "Klokkeslett",
  about: "Om tilbudet",
  validUntil: "Utløper",
};

type PreviewTexts = typeof nb;

const nn: PreviewTexts = {
  ...nb,
  appleFront: "Apple Wallet, framsida",
  appleBack: "Apple Wallet, baksida",
  googleDetails: "Google Wallet, detaljane",
  details: "Detaljar",
  automaticUpdates: "Automatiske oppdateringar",
  notifications: "Tillat varslingar",
  about: "Om tilbodet",
  validUntil: "Går ut",
};

const en: PreviewTexts = {
  appleFront: "Apple Wallet, the front",
  appleBack: "Apple Wallet, the back",
  googleCard: "Google Wallet, the card",
  googleDetails: "Google Wallet, the details",
  details: "Details",
  done: "Done",
  automaticUpdates: "Automatic Updates",
  notifications: "Allow Notifications",
  removeApple: "Remove Pass",
  removeGoogle: "Remove",
  doors: "Doors",
  date: "Date",
  time: "Time",
  about: "About",
  validUntil: "Expires",
};

const catalogues: Record<Language, PreviewTexts> = { nb, nn, en, sma: nb };

/** The texts of the wallet apps themselves around a ticket. */
export const previewTexts = (language: Language): PreviewTexts => catalogues[language];
