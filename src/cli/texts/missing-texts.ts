import type { Language } from "../../domain/language.ts";
import { familyTexts, type Catalogue, type FamilyTexts, type Voice } from "./catalogues.ts";

/** One text to translate. */
export interface TextToTranslate {
  key: string;
  /** Bokmål, values as `{1}`, `{2}` in their order. */
  nb: string;
  where: string;
  voice: Voice;
}

/** Not read by people. */
const notText = new Set(["locale"]);

type TextOfValues = (...values: number[]) => string;

/** Numbers that no text has of itself. */
const values = [70_001, 70_002, 70_003];

/**
 * A text with places for values: its usual form, and each form of its own that it has where a value is one, or none,
 * which differs by more than the number.
 */
function formsOf(key: string, text: TextOfValues): [key: string, nb: string][] {
  const marked = (given: number[]) =>
    values.reduce(
      (said, value, index) => said.replaceAll(String(value), `{${index + 1}}`),
      text(...given),
    );
  const usual = marked(values);
  const forms = new Map([[usual, key]]);
  for (const [index, name] of values
    .slice(0, text.length)
    .map((_, n) => [n, `{${n + 1}}`] as const)) {
    for (const few of [1, 0]) {
      const form = marked(values.with(index, few));
      const isOwn = form !== usual.replaceAll(name, `${few}`) && !forms.has(form);
      if (isOwn) forms.set(form, `${key} (${text.length === 1 ? "" : `${name} = `}${few})`);
    }
  }
  return [...forms].map(([nb, of]) => [of, nb]);
}

/** The texts of a catalogue, groups within it included, by key. */
function flattened(catalogue: Catalogue, prefix: string): [key: string, nb: string][] {
  return Object.entries(catalogue).flatMap(([name, text]): [string, string][] => {
    const key = `${prefix}.${name}`;
    if (notText.has(name) || text === undefined) return [];
    if (typeof text === "string") return [[key, text]];
    if (typeof text === "function") return formsOf(key, text as TextOfValues);
    return isGroup(text) ? flattened(text, key) : [];
  });
}

const isGroup = (text: unknown): text is Catalogue => typeof text === "object" && text !== null;

/** What the language's catalogue lacks, or takes over from Bokmål as it is. */
const missingOf = (nb: Catalogue, own: Catalogue): Catalogue =>
  Object.fromEntries(
    Object.entries(nb).flatMap(([name, text]): [string, unknown][] => {
      const given = own[name];
      if (given === undefined || given === text) return [[name, text]];
      return isGroup(text) && isGroup(given) ? [[name, missingOf(text, given)]] : [];
    }),
  );

/** The texts that families would read in Bokmål instead of the language. */
export const missingTexts = (
  language: Language,
  catalogues: Readonly<Record<string, FamilyTexts>> = familyTexts,
): TextToTranslate[] =>
  Object.entries(catalogues).flatMap(([prefix, { where, voice, texts }]) =>
    flattened(missingOf(texts.nb, texts[language]), prefix).map(([key, nb]) => ({
      ...{ key, nb, where, voice },
    })),
  );
