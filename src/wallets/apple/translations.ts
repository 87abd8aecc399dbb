import { textIn, type Language, type Texts } from "../../domain/language.ts";

/**
 * Languages with a folder in a pass. iOS has no South Sámi, so it would never choose such a folder.
 * @internal
 */
export const passLanguages = ["nb", "nn", "en"] as const;

/** Invisible, and allows no line break. */
const wordJoiner = "\u2060";

/** Collects a pass's texts: those of pass.json, and their translations. */
export interface Translations {
  /** Returns the default-language text for pass.json, which is the key of its translations. */
  text: (texts: Texts) => string;
  /** All languages have the same keys. Empty when the default is a language without a folder. */
  readonly byLanguage: ReadonlyMap<string, ReadonlyMap<string, string>>;
}

/**
 * `language` is the default, for phones in a language the pass lacks. For a holder who chose sma it is
 * the only one: with folders beside it, no phone would ever show it.
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
      // The key is the text itself. Where equal texts have different translations, an invisible
      // mark keeps their keys apart.
      while (key !== "" && isTaken(key, texts)) key += wordJoiner;
      if (key !== "") {
        for (const [each, strings] of byLanguage) strings.set(key, textIn(texts, each as Language));
      }
      return key;
    },
  };
}
