import type { StaffLanguage } from "./staff-texts.ts";

const nb = {
  service: "Drift",
  tabs: { apple: "Apple Wallet", google: "Google Wallet" },
  certificates: "Sertifikater fra Apple",
  noCertificates: "Apple Wallet er ikke satt opp.",
  certificate: "Sertifikat",
  daysLeft: "Dager igjen",
  certificateNames: {
    pass: "Billettene",
    pass_previous: "Billettene, det forrige",
    pass_next: "Billettene, det neste",
    wwdr: "Apples eget (WWDR)",
  },
};
export type OperatorTexts = typeof nb;

const nn: OperatorTexts = {
  service: "Drift",
  tabs: { apple: "Apple Wallet", google: "Google Wallet" },
  certificates: "Sertifikat frå Apple",
  noCertificates: "Apple Wallet er ikkje sett opp.",
  certificate: "Sertifikat",
  daysLeft: "Dagar att",
  certificateNames: {
    pass: "Billettane",
    pass_previous: "Billettane, det førre",
    pass_next: "Billettane, det neste",
    wwdr: "Apple sitt eige (WWDR)",
  },
};

/** What the pages of those who run the service say. */
export function operatorTexts(language: StaffLanguage): OperatorTexts {
  return { nb, nn }[language];
}
