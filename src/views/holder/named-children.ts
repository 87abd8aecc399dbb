import type { Language } from "../../domain/language.ts";
import type { ShownChild } from "../../domain/recipients/shown-children.ts";
import { holderTexts } from "../texts/holder-texts.ts";

/** A child as its guardian tells it from its siblings. */
export interface NamedChild {
  id: string;
  name: string;
}

/** The children of a link by their labels, and those without one by number; none where the link shows one child. */
export function namedChildren(children: readonly ShownChild[], language: Language): NamedChild[] {
  if (children.length < 2) return [];
  const { child } = holderTexts(language);
  return children.map(({ id, label }, index) => ({ id, name: label ?? child(index + 1) }));
}
