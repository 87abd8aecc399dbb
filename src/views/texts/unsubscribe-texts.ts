import type { StaffLanguage } from "./staff-texts.ts";

const nb = {
  heading: "Slå av e-postene?",
  user: (email: string) =>
    `${email} får ikke lenger e-post om godkjenning, utdelte billetter, koder og oppgjør. Det dere må vite, kommer fortsatt.`,
  office: (email: string) => `${email} får ikke lenger e-post om det som venter på kulturkontoret.`,
  confirm: "Slå av",
  done: "E-postene er slått av",
  doneText: "De kan slås på igjen når som helst.",
  back: "Til innstillingene",
};

const nn: typeof nb = {
  heading: "Slå av e-postane?",
  user: (email) =>
    `${email} får ikkje lenger e-post om godkjenning, utdelte billettar, kodar og oppgjer. Det de må vite, kjem framleis.`,
  office: (email) => `${email} får ikkje lenger e-post om det som ventar på kulturkontoret.`,
  confirm: "Slå av",
  done: "E-postane er slåtte av",
  doneText: "Dei kan slåast på att når som helst.",
  back: "Til innstillingane",
};

/** The page that turns off e-mails. */
export const unsubscribeTexts = (language: StaffLanguage): typeof nb => ({ nb, nn })[language];
