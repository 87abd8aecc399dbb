import { findRevealingWords } from "../../domain/deny-list.ts";
import type { Voice } from "./catalogues.ts";
import type { TextToTranslate } from "./missing-texts.ts";

/** A line of a translator's file. */
export interface TranslatedText {
  key: string;
  text: string;
}

/** The words that may not be heard in a voice. */
const revealingWords: Record<Voice, (text: string) => string[]> = {
  venue: findRevealingWords,
  nav: () => [],
};

const placeholdersIn = (text: string) => (text.match(/\{\d\}|%@/g) ?? []).sort().join(" ");

/**
 * Checks translations: keys known and there once, each placeholder kept, and no word of the deny-list but
 * in NAV's own letters. Returns one sentence per fault. An empty text is not translated yet, and no fault.
 */
export function checkTranslation(asked: TextToTranslate[], given: TranslatedText[]): string[] {
  const known = new Map(asked.map((text) => [text.key, text]));
  const seen = new Set<string>();
  return given.flatMap(({ key, text }) => {
    const source = known.get(key);
    if (!source) return [`${key}: there is no such text to translate.`];
    if (seen.has(key)) return [`${key}: stands twice.`];
    seen.add(key);
    if (text.trim() === "") return [];
    const [wanted, has] = [placeholdersIn(source.nb), placeholdersIn(text)];
    return [
      ...(wanted === has
        ? []
        : [`${key}: has ${has || "no placeholder"}, and must have ${wanted || "none"}.`]),
      ...revealingWords[source.voice](text).map((word) => `${key}: "${word}" is on the deny-list.`),
    ];
  });
}
