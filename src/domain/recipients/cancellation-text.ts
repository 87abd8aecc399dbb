import { textIn, type Language, type Texts } from "../language.ts";

interface Wording {
  subject: (title: string) => string;
  text: string;
}

const nb: Wording = {
  subject: (title) => `Avlyst: ${title}`,
  text: "Billetten din gjelder ikke lenger.",
};
const nn: Wording = {
  subject: (title) => `Avlyst: ${title}`,
  text: "Billetten din gjeld ikkje lenger.",
};
const en: Wording = {
  subject: (title) => `Cancelled: ${title}`,
  text: "Your ticket is no longer valid.",
};

/** Words of the message by language. South Sámi is not translated yet, and not by machine: it falls back to Bokmål. */
export const cancellationWordings: Readonly<Record<Language, Wording>> = { nb, nn, en, sma: nb };

/** The message to a holder when an offer is cancelled, worded as any venue's. */
export function cancellationText(
  title: Texts,
  language: Language,
): { subject: string; text: string } {
  const { subject, text } = cancellationWordings[language];
  const heading = subject(textIn(title, language));
  return { subject: heading, text: `${heading}. ${text}` };
}
