import { z } from "zod";
import type { TrailFilter } from "../../db/access/audit-trail.ts";
import { dayInput } from "../../domain/date-input.ts";
import { reasonCodes } from "../../domain/reasons.ts";
import { addDays, endOfDay, startOfDay } from "../../domain/period.ts";
import { auditTexts } from "../../views/texts/audit-texts.ts";
import type { StaffLanguage } from "../../views/texts/staff-texts.ts";
import type { TrailValues } from "../../views/auditor/trail-filter.tsx";
import type { Faults } from "../../views/ui/faults.tsx";

/** How many days the page shows when no day is chosen. */
const usualDays = 30;

const text = z.string().trim().max(200).catch("");
const values = z.object({
  from: text,
  until: text,
  actor: text,
  action: text,
  subject: text,
  reason: text,
});
const id = z.string().regex(/^[\x21-\x7e]*$/);

/** The filter that an address names, its values as typed, and what is wrong with them. */
export function readTrailFilter(
  query: unknown,
  { today, language }: { today: string; language: StaffLanguage },
): { filter: TrailFilter; values: TrailValues; faults: Faults } {
  const typed = values.parse(query);
  const given = {
    ...typed,
    from: typed.from || addDays(typed.until || today, -usualDays),
    until: typed.until || today,
  };
  const texts = auditTexts(language);
  const faults = new Map<string, string>();
  for (const name of ["from", "until"] as const) {
    if (!dayInput.safeParse(given[name]).success) faults.set(name, texts.badDate);
  }
  for (const name of ["actor", "subject"] as const) {
    if (!id.safeParse(given[name]).success) faults.set(name, texts.badId);
  }
  if (faults.size === 0 && given.until < given.from) faults.set("until", texts.badOrder);
  const isFaulty = faults.size > 0;
  const chosen = (name: "actor" | "action" | "subject") => given[name] || undefined;
  return {
    filter: {
      from: startOfDay(isFaulty ? today : given.from),
      until: endOfDay(isFaulty ? today : given.until),
      ...{ actor: chosen("actor"), action: chosen("action"), subject: chosen("subject") },
      reasonCode: reasonCodes.find((code) => code === given.reason),
    },
    values: given,
    faults,
  };
}
