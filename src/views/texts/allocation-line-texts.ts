import type { StaffLanguage } from "./staff-texts.ts";

const nb = {
  message: "Melding",
  messages: {
    waiting: "Venter",
    handed_over: "Sendt",
    delivered: "Kommet fram",
    failed: "Kom ikke fram",
  },
  choose: "Velg",
  chooseLine: (recipient: string, title: string) => `Velg ${title} til ${recipient}`,
  revokeChosen: "Trekk tilbake de valgte",
  revokeChosenHeading: "Trekk tilbake de valgte billettene?",
  noneChosen: "Velg minst én billett i listen.",
  chosenRevoked: "De valgte billettene er trukket tilbake.",
  resend: "Send dem på nytt",
};

const nn: typeof nb = {
  message: "Melding",
  messages: {
    waiting: "Ventar",
    handed_over: "Send",
    delivered: "Komen fram",
    failed: "Kom ikkje fram",
  },
  choose: "Vel",
  chooseLine: (recipient, title) => `Vel ${title} til ${recipient}`,
  revokeChosen: "Trekk tilbake dei valde",
  revokeChosenHeading: "Trekkje tilbake dei valde billettane?",
  noneChosen: "Vel minst éin billett i lista.",
  chosenRevoked: "Dei valde billettane er trekte tilbake.",
  resend: "Send dei på nytt",
};

const catalogues: Record<StaffLanguage, typeof nb> = { nb, nn };

/** What an allocation's page says of its lines: their messages, and revoking some of them. */
export const allocationLineTexts = (language: StaffLanguage) => catalogues[language];
