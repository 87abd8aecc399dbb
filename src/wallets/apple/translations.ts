import { textIn, type Language, type Texts } from "../../domain/language.ts";

/**
 * Languages that have a folder in a pass. iOS knows no South Sámi, so no folder could ever be chosen.
 * @internal
 */
export const passLanguages = ["nb", "nn", "en"] as const;

/** Invisible, and breaks no line. */
const wordJoiner = "\u2060";

/** Collects a pass's texts: what stands in pass.json, and what each language shows in its place. */
export interface Translations {
  /** The default-language text for pass.json, by which the other languages find theirs. */
  text: (texts: Texts) => string;
  /** All languages have the same keys. None when the holder chose a language that phones lack. */
  readonly byLanguage: ReadonlyMap<string, ReadonlyMap<string, string>>;
}

/**
 * `language` is what a phone shows that has none of the pass's languages. A holder who chose sma
 * gets it on every phone: with folders beside it, no phone would ever show it.
 */
export function createTranslations(language: Language): Translations {
  const byLanguage = new Map<string, Map<string, string>>(
    language === "sma" ? [] : passLanguages.map((each) => [each, new Map<string, string>()]),
  );
  const isTaken = (key: string, texts: Texts) =>
    passLanguages.some((each) => {
      const known = byLanguage.get(each)?.get(key);
      return known !== undefined && known !== textIn(texts, each);
    });
  return {
    byLanguage,
    text(texts) {
      let key = textIn(texts, language);
      // Strings are found by their text alone: one that means something else elsewhere looks the
      // same and is told apart by a mark that nobody sees.
      while (key !== "" && isTaken(key, texts)) key += wordJoiner;
      if (key !== "") {
        for (const [each, strings] of byLanguage) strings.set(key, textIn(texts, each as Language));
      }
      return key;
    },
  };
}
