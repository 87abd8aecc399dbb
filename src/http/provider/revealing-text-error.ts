import { revealingWords } from "../../domain/deny-list.ts";
import { offerTexts, type StaffLanguage } from "../../views/texts/staff-texts.ts";

/** Message that names the revealing words of a text and suggests others; undefined without any. */
export function revealingTextError(text: string, language: StaffLanguage): string | undefined {
  const found = revealingWords(text);
  if (found.length === 0) return undefined;
  const texts = offerTexts(language);
  const kinds = new Set(found.map(({ instead }) => instead));
  return texts.revealing(
    found.map(({ word }) => word).join("», «"),
    [...kinds].map((kind) => texts.advice[kind]).join(" "),
  );
}
