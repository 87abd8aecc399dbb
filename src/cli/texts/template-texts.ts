import { readdirSync, readFileSync } from "node:fs";
import { z } from "zod";
import type { Texts } from "../../domain/language.ts";

const folder = new URL("../../../templates/", import.meta.url);

const texts = z.looseObject({ nb: z.string() });

/** The texts of a part of a template, wherever they stand in it. */
function textsIn(part: unknown): Texts[] {
  if (typeof part !== "object" || part === null) return [];
  const own = texts.safeParse(part);
  return own.success ? [own.data] : Object.values(part).flatMap(textsIn);
}

/** The texts of the shipped templates, each once however many templates have it, by its Bokmål. */
export function templateTexts(): Record<string, Texts> {
  const all = readdirSync(folder).flatMap((slug) =>
    textsIn(JSON.parse(readFileSync(new URL(`${slug}/template.json`, folder), "utf8"))),
  );
  // Of the provider's name alone.
  const written = all.filter(({ nb }) => nb !== "%@");
  return Object.fromEntries(written.map((each) => [each.nb, each]));
}
