import type { Language } from "../../domain/language.ts";
import { holderEn } from "./holder-en.ts";
import { holderNb, type HolderTexts } from "./holder-nb.ts";
import { holderNn } from "./holder-nn.ts";
import { holderSma } from "./holder-sma.ts";

/** The texts by language, without those that fall back to Bokmål. */
export const holderCatalogues: Record<Language, Partial<HolderTexts>> = {
  nb: holderNb,
  nn: holderNn,
  en: holderEn,
  sma: holderSma,
};

/**
 * The texts that the language lacks, by key.
 * @internal
 */
export const missingHolderTexts = (language: Language): string[] =>
  Object.keys(holderNb).filter((key) => !(key in holderCatalogues[language]));

/** The language's texts, Bokmål where one is missing. */
export const holderTexts = (language: Language): HolderTexts => ({
  ...holderNb,
  ...holderCatalogues[language],
});

/** The language that the page's own texts are really in, for the screen reader's voice. */
export function spokenLanguage(language: Language): Language {
  return missingHolderTexts(language).length > 0 ? "nb" : language;
}

/** Each language by its own name. */
export const languageNames: Record<Language, string> = {
  nb: "Bokmål",
  nn: "Nynorsk",
  en: "English",
  sma: "Åarjelsaemien",
};
