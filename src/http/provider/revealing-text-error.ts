import { revealingWords } from "../../domain/deny-list.ts";
import { offerTexts } from "../../views/texts/provider-texts.ts";
import type { StaffLanguage } from "../../views/texts/staff-texts.ts";

/** Which words of a text would tell, and what to write instead of each kind; undefined when none would. */
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
