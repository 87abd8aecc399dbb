import { entityTag } from "../../domain/entity-tag.ts";
import type { AppError } from "../../errors.ts";
import { othersChangesTexts } from "../../views/texts/others-changes-texts.ts";
import type { StaffLanguage } from "../../views/texts/staff-texts.ts";
import type { Faults } from "../../views/ui/faults.tsx";

/**
 * What a form with one field says at it when another's change came before: what it is now, and that saving again puts
 * what was typed in its place. Undefined for any other error.
 */
export function changedOneOf(
  { code, extra }: AppError,
  { field, language }: { field: string; language: StaffLanguage },
): Faults | undefined {
  if (code !== "precondition_failed") return undefined;
  const changed = (extra["changed"] ?? []) as { current: string | number | null }[];
  const now = changed.map(({ current }) => String(current ?? "")).join(", ");
  const texts = othersChangesTexts(language);
  return new Map([[field, texts.ofOne(now || texts.none)]]);
}

/** The If-Match of a form's hidden revision; undefined for a page that a process of before drew, which has none. */
export const formMatch = (revision: string): string | undefined =>
  revision === "" ? undefined : entityTag(revision);
