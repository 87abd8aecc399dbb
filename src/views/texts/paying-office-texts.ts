import type { StaffLanguage } from "./staff-texts.ts";

const nb = {
  approvedBy: (office: string) => `Godkjent av kulturkontoret i ${office}`,
  approvedElsewhere: (office: string, own: string) =>
    `Kulturkontoret i ${office} har godkjent tilbudet, også for barn i ${own}. Kommunen betaler for sine barns billetter.`,
  ownNumbers: (own: string) =>
    `Hentet, besøk og kostnad så langt gjelder barn i ${own}. Det høyeste beløpet er for alle kommunene til sammen.`,
  paidByOthers: (others: string) =>
    `Billettene betales av ${others}. Det høyeste beløpet er for dem alle.`,
  declined: (own: string) => `Stengt for barn i ${own}.`,
  declinedBy: (others: string) =>
    `Kulturkontoret i ${others} har stengt tilbudet for barn der. Billettene som er ute, gjelder.`,
  decline: (own: string) => `Steng for barn i ${own}`,
  declineHelp: (own: string) =>
    `NAV kan ikke dele ut flere billetter i ${own}. De som er ute, gjelder, og kommunen betaler for dem. Andre kommuner merker det ikke.`,
  undo: (own: string) => `Åpne igjen for barn i ${own}`,
  undoHelp: (own: string) => `NAV kan dele ut billetter i ${own} igjen.`,
  notices: {
    "offer-declined": "Tilbudet er stengt for barn i kommunen.",
    "decline-undone": "Tilbudet er åpent for barn i kommunen igjen.",
  },
};

const nn: typeof nb = {
  approvedBy: (office) => `Godkjent av kulturkontoret i ${office}`,
  approvedElsewhere: (office, own) =>
    `Kulturkontoret i ${office} har godkjent tilbodet, òg for barn i ${own}. Kommunen betaler for billettane til sine barn.`,
  ownNumbers: (own) =>
    `Henta, besøk og kostnad så langt gjeld barn i ${own}. Det høgste beløpet er for alle kommunane til saman.`,
  paidByOthers: (others) =>
    `Billettane blir betalte av ${others}. Det høgste beløpet er for alle desse.`,
  declined: (own) => `Stengt for barn i ${own}.`,
  declinedBy: (others) =>
    `Kulturkontoret i ${others} har stengt tilbodet for barn der. Billettane som er ute, gjeld.`,
  decline: (own) => `Steng for barn i ${own}`,
  declineHelp: (own) =>
    `NAV kan ikkje dele ut fleire billettar i ${own}. Dei som er ute, gjeld, og kommunen betaler for dei. Andre kommunar merkar det ikkje.`,
  undo: (own) => `Opne igjen for barn i ${own}`,
  undoHelp: (own) => `NAV kan dele ut billettar i ${own} igjen.`,
  notices: {
    "offer-declined": "Tilbodet er stengt for barn i kommunen.",
    "decline-undone": "Tilbodet er ope for barn i kommunen igjen.",
  },
};

/** Offers for several municipalities, as the culture offices that pay for their tickets see them. */
export const payingOfficeTexts = (language: StaffLanguage): typeof nb => ({ nb, nn })[language];
