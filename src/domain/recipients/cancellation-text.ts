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

// Nobody has written the South Sámi yet, and no machine may: it reads as Bokmål.
const wordings: Readonly<Record<Language, Wording>> = { nb, nn, en, sma: nb };

/** What a holder is told when an offer is cancelled: what any venue's message would say. */
export function cancellationText(
  title: Texts,
  language: Language,
): { subject: string; text: string } {
  const { subject, text } = wordings[language];
  const heading = subject(textIn(title, language));
  return { subject: heading, text: `${heading}. ${text}` };
}
