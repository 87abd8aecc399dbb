import type { FieldError } from "../errors.ts";
import { rulesByMeaning } from "./deny-rules-by-meaning.ts";
import { advice, rules, type Advice } from "./deny-rules.ts";
import { languages, type Texts } from "./language.ts";
import { normalisedForms } from "./normalise-text.ts";

/** Matches any of the alternatives where it is a whole word. */
export const bounded = (alternatives: string[]): RegExp =>
  new RegExp(`(?<![\\p{L}\\p{N}])(?:${alternatives.join("|")})(?![\\p{L}\\p{N}])`, "gu");

const compiled = [...rules, ...rulesByMeaning].map(({ words, exceptions, instead }) => ({
  words: bounded(words),
  exceptions: exceptions && bounded(exceptions),
  instead,
}));

export interface RevealingWord {
  word: string;
  instead: Advice;
}

/** Finds revealing words, each with advice on what to write instead. */
export function revealingWords(text: string): RevealingWord[] {
  const found = new Map<string, RevealingWord>();
  for (const form of normalisedForms(text)) {
    for (const { words, exceptions, instead } of compiled) {
      const rest = exceptions ? form.replace(exceptions, " · ") : form;
      for (const [word] of rest.matchAll(words)) found.set(word, { word, instead });
    }
  }
  return [...found.values()];
}

/**
 * Finds the revealing words of a text, in lower case and without disguise, each once. Letter case,
 * accents, spacing, hidden characters and digits in place of letters do not matter.
 */
export function findRevealingWords(text: string): string[] {
  return revealingWords(text).map(({ word }) => word);
}

/** Returns one `revealing_text` error per word, with what to write instead. */
export function revealingErrors(path: string, text: string): FieldError[] {
  return revealingWords(text).map(({ word, instead }) => ({
    path,
    code: "revealing_text",
    message: `"${word}" would tell others how the holder came by the ticket; ${advice[instead]}.`,
  }));
}

/** Returns the errors of a text in all its languages. */
export function revealingTextErrors(path: string, texts: Texts | undefined): FieldError[] {
  return languages.flatMap((language) =>
    revealingErrors(`${path}.${language}`, texts?.[language] ?? ""),
  );
}
