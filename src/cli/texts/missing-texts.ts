import type { Language } from "../../domain/language.ts";
import { familyTexts, type Catalogue } from "./catalogues.ts";

/** One text to translate. */
export interface TextToTranslate {
  key: string;
  /** Bokmål, values as `{1}`, `{2}` in their order. */
  nb: string;
  where: string;
}

/** Not read by people. */
const notText = new Set(["locale"]);

type TextOfValues = (...values: number[]) => string;

/** Numbers that no text has of itself. */
const values = [70_001, 70_002, 70_003];

/** A text with places for values: its usual form and, where it differs by more than the number, the form for one. */
function formsOf(key: string, text: TextOfValues): [key: string, nb: string][] {
  const marked = (given: number[]) =>
    given.reduce(
      (said, value, index) => said.replaceAll(String(value), `{${index + 1}}`),
      text(...given),
    );
  const many = marked(values);
  const one = text(1, 1, 1);
  const differs = many.replaceAll(/\{\d\}/g, "1") !== one;
  return differs
    ? [
        [key, many],
        [`${key} (1)`, one],
      ]
    : [[key, many]];
}

/** The texts of a catalogue, groups within it included, by key. */
function flattened(catalogue: Catalogue, prefix: string): [key: string, nb: string][] {
  return Object.entries(catalogue).flatMap(([name, text]): [string, string][] => {
    const key = `${prefix}.${name}`;
    if (notText.has(name) || text === undefined) return [];
    if (typeof text === "string") return [[key, text]];
    if (typeof text === "function") return formsOf(key, text as TextOfValues);
    return flattened(text as Catalogue, key);
  });
}

/** What the language's catalogue lacks, or takes over from Bokmål as it is. */
function missingOf(nb: Catalogue, own: Catalogue): Catalogue {
  return Object.fromEntries(
    Object.entries(nb).filter(([name, text]) => own[name] === undefined || own[name] === text),
  );
}

/** The texts that families would read in Bokmål instead of the language. */
export const missingTexts = (language: Language): TextToTranslate[] =>
  Object.entries(familyTexts).flatMap(([prefix, { where, texts }]) =>
    flattened(missingOf(texts.nb, texts[language]), prefix).map(([key, nb]) => ({
      key,
      nb,
      where,
    })),
  );
