import { suppressSmallCount } from "../suppress-small-count.ts";
import { dayInOslo } from "../period.ts";
import type { OfferTerms } from "./offer.ts";
import { opensAt } from "./sessions.ts";

/** How often the tickets of an offer were used on a day of Oslo, `YYYY-MM-DD`. */
export interface DateCount {
  day: string;
  used: number;
}

/** The same as it is shown; undefined: fewer than five. */
export interface ShownDate {
  day: string;
  used: number | undefined;
}

const step = 5;

/**
 * The days until today on which an offer had dates or its tickets were used, in their order; undefined for an offer
 * without several dates. Dates of one day count together, since of an anonymised use the day alone is known.
 */
export function dateCounts(
  { sessions }: Pick<OfferTerms, "sessions">,
  uses: readonly DateCount[],
  now: Date,
): DateCount[] | undefined {
  if (!sessions) return undefined;
  const used = new Map(uses.map((each) => [each.day, each.used]));
  const today = dayInOslo(now);
  const days = sessions.map((session) => dayInOslo(opensAt(session)));
  const past = new Set([...days.filter((day) => day <= today), ...used.keys()]);
  return [...past].sort().map((day) => ({ day, used: used.get(day) ?? 0 }));
}

/** The counts for a provider, without those under five. */
export const datesForProvider = (counts: readonly DateCount[]): ShownDate[] =>
  counts.map(({ day, used }) => ({
    day,
    used: "exact" in suppressSmallCount(used) ? used : undefined,
  }));

/**
 * The counts for the culture office, rounded down to fives; undefined as a whole where they and the offer's exact
 * total, which the office knows, would tell more of a small count than that it is under five.
 */
export function datesForOffice(counts: readonly DateCount[]): ShownDate[] | undefined {
  const shown = counts.map(({ day, used }) => ({
    day,
    used: used < step ? undefined : used - (used % step),
  }));
  const total = counts.reduce((sum, { used }) => sum + used, 0);
  const least = shown.reduce((sum, { used = 0 }) => sum + used, 0);
  const mostOfOthers = least + (step - 1) * (shown.length - 1);
  const hasSmall = shown.some(({ used }) => used === undefined);
  const tells = total > mostOfOthers || total - least < step - 1;
  return hasSmall && tells ? undefined : shown;
}
