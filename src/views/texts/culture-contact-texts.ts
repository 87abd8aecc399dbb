import type { StaffLanguage } from "./staff-texts.ts";

const nb = {
  title: "E-post til kulturkontoret",
  intro:
    "Hit skriver tilbydere som lurer på noe, og hit sier vi fra når noe venter på dere: et nytt tilbud, en endring eller et oppgjør.",
  email: "E-postadresse",
  emailHelp: "Helst en felles adresse. Tom: ingen får e-post.",
  faulty: "Skriv en e-postadresse, som kultur@kommune.no.",
  revealing:
    "Adressen kan fortelle hvorfor noen har billetten, og tilbyderne leser den. Bruk en annen, som kultur@kommune.no.",
  language: "Språk i e-postene",
  languages: { nb: "Bokmål", nn: "Nynorsk" },
  wants: "Send e-post når noe venter",
  save: "Lagre",
  saved: "Lagret.",
  removed: "Adressen er slettet.",
  told: (email: string) => `Når noe venter, får ${email} en e-post.`,
  untold: "Ingen får e-post når noe venter.",
  change: "E-post til kulturkontoret",
};

const nn: typeof nb = {
  title: "E-post til kulturkontoret",
  intro:
    "Hit skriv tilbydarar som lurer på noko, og hit seier vi frå når noko ventar på dykk: eit nytt tilbod, ei endring eller eit oppgjer.",
  email: "E-postadresse",
  emailHelp: "Helst ei felles adresse. Tom: ingen får e-post.",
  faulty: "Skriv ei e-postadresse, som kultur@kommune.no.",
  revealing:
    "Adressa kan fortelje kvifor nokon har billetten, og tilbydarane les ho. Bruk ei anna, som kultur@kommune.no.",
  language: "Språk i e-postane",
  languages: { nb: "Bokmål", nn: "Nynorsk" },
  wants: "Send e-post når noko ventar",
  save: "Lagre",
  saved: "Lagra.",
  removed: "Adressa er sletta.",
  told: (email) => `Når noko ventar, får ${email} ein e-post.`,
  untold: "Ingen får e-post når noko ventar.",
  change: "E-post til kulturkontoret",
};

/** A culture office's page on where it is reached. */
export const cultureContactTexts = (language: StaffLanguage): typeof nb => ({ nb, nn })[language];
