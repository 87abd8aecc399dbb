import { findRevealingWords } from "../../domain/deny-list.ts";
import type { TextToTranslate } from "./missing-texts.ts";

/** A line of a translator's file. */
export interface TranslatedText {
  key: string;
  text: string;
}

const placeholdersIn = (text: string) => (text.match(/\{\d\}/g) ?? []).sort().join(" ");

/**
 * Checks translations: keys known and there once, each placeholder kept, no word of the deny-list. Returns
 * one sentence per fault. An empty text is not translated yet, and no fault.
 */
export function checkTranslation(asked: TextToTranslate[], given: TranslatedText[]): string[] {
  const known = new Map(asked.map(({ key, nb }) => [key, nb]));
  const seen = new Set<string>();
  return given.flatMap(({ key, text }) => {
    const nb = known.get(key);
    if (nb === undefined) return [`${key}: there is no such text to translate.`];
    if (seen.has(key)) return [`${key}: stands twice.`];
    seen.add(key);
    if (text.trim() === "") return [];
    const [wanted, has] = [placeholdersIn(nb), placeholdersIn(text)];
    return [
      ...(wanted === has
        ? []
        : [`${key}: has ${has || "no placeholder"}, and must have ${wanted || "none"}.`]),
      ...findRevealingWords(text).map((word) => `${key}: "${word}" is on the deny-list.`),
    ];
  });
}
