/** The languages a holder may read: Bokmål, Nynorsk, English, South Sámi. */
export const languages = ["nb", "nn", "en", "sma"] as const;
export type Language = (typeof languages)[number];

/** A text with at least its Bokmål form. */
export type Texts = { nb: string } & { [L in Language]?: string | undefined };

/** The text in the language, or in Bokmål where it is missing. */
export function textIn(texts: Texts, language: Language): string {
  return texts[language] ?? texts.nb;
}
