import { textIn, type Language, type Texts } from "../language.ts";

interface Wording {
  /** Of a cancelled offer. */
  subject: (title: string) => string;
  /** Of a ticket that ended alone. */
  ended: (title: string) => string;
  text: string;
}

const nb: Wording = {
  subject: (title) => `Avlyst: ${title}`,
  ended: (title) => `Gjelder ikke lenger: ${title}`,
  text: "Billetten din gjelder ikke lenger.",
};
const nn: Wording = {
  subject: (title) => `Avlyst: ${title}`,
  ended: (title) => `Gjeld ikkje lenger: ${title}`,
  text: "Billetten din gjeld ikkje lenger.",
};
const en: Wording = {
  subject: (title) => `Cancelled: ${title}`,
  ended: (title) => `No longer valid: ${title}`,
  text: "Your ticket is no longer valid.",
};

/** Words of the message by language. South Sámi is not translated yet, and not by machine: it falls back to Bokmål. */
export const cancellationWordings: Readonly<Record<Language, Wording>> = { nb, nn, en, sma: nb };

/** The message to a holder when an offer is cancelled or its provider ended the ticket, worded as any venue's. */
export function cancellationText(
  { title, isCancelled }: { title: Texts; isCancelled: boolean },
  language: Language,
): { subject: string; text: string } {
  const { subject, ended, text } = cancellationWordings[language];
  const heading = (isCancelled ? subject : ended)(textIn(title, language));
  return { subject: heading, text: `${heading}. ${text}` };
}
