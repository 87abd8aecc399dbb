import { dayInOslo } from "../period.ts";
import { inFives } from "../in-fives.ts";
import type { OfferTerms } from "./offer.ts";
import { countedDays } from "./event-days.ts";

/** How often the tickets of an offer were used on a day of Oslo, `YYYY-MM-DD`. */
export interface DateCount {
  day: string;
  used: number;
}

/** The same as the culture office is shown it; undefined: fewer than five. */
export interface ShownDate {
  day: string;
  used: number | undefined;
}

const step = 5;

/**
 * The days of an offer's dates, or of an event of several days, until today, in their order; undefined for another
 * offer. Dates of one day count together, since of an anonymised use the day alone is known. A use on another day, as
 * after midnight, counts with the date before it (before the first, with the first): a row of its own would tell that
 * somebody came.
 */
export function dateCounts(
  offer: Pick<OfferTerms, "event" | "sessions">,
  uses: readonly DateCount[],
  now: Date,
): DateCount[] | undefined {
  const days = countedDays(offer);
  if (!days) return undefined;
  const today = dayInOslo(now);
  const counts = [...new Set(days)]
    .filter((day) => day <= today)
    .sort()
    .map((day) => ({ day, used: 0 }));
  for (const { day, used } of uses) {
    const date = counts.findLast((count) => count.day <= day) ?? counts[0];
    if (date) date.used += used;
  }
  return counts;
}

/**
 * A municipality's counts for the culture office, rounded down to fives; undefined as a whole where they and the
 * offer's total, which the office knows in fives, would tell more of a small count than that it is under five.
 */
export function datesForOffice(counts: readonly DateCount[]): ShownDate[] | undefined {
  const shown = counts.map(({ day, used }) => ({
    day,
    used: inFives(used) || undefined,
  }));
  const total = inFives(counts.reduce((sum, { used }) => sum + used, 0));
  const least = shown.reduce((sum, { used = 0 }) => sum + used, 0);
  const mostOfOthers = least + (step - 1) * (shown.length - 1);
  const hasSmall = shown.some(({ used }) => used === undefined);
  return hasSmall && total > mostOfOthers ? undefined : shown;
}
