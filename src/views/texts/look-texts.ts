import type { StaffLanguage } from "./staff-texts.ts";

const nb = {
  title: "Logo og farger",
  intro:
    "Hver ny billettmal begynner med denne logoen og disse fargene. Maler som finnes fra før, beholder sine til du henter dem inn der.",
  saved: "Logo og farger er lagret. Nye maler begynner med dem.",
  save: "Lagre logo og farger",
  begins: "Malen begynner med logoen og fargene deres.",
  take: "Bruk logoen og fargene deres",
  taken: "Logoen og fargene deres er hentet inn. Lagre malen for å ta dem i bruk.",
};

const nn: typeof nb = {
  title: "Logo og fargar",
  intro:
    "Kvar ny billettmal byrjar med denne logoen og desse fargane. Malar som finst frå før, beheld sine til du hentar dei inn der.",
  saved: "Logo og fargar er lagra. Nye malar byrjar med dei.",
  save: "Lagre logo og fargar",
  begins: "Malen byrjar med logoen og fargane dykkar.",
  take: "Bruk logoen og fargane dykkar",
  taken: "Logoen og fargane dykkar er henta inn. Lagre malen for å ta dei i bruk.",
};

const catalogues: Record<StaffLanguage, typeof nb> = { nb, nn };

/** What a provider's pages say of the logo and colours that it keeps once. */
export const lookTexts = (language: StaffLanguage) => catalogues[language];
