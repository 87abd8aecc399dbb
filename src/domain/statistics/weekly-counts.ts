import { addDays } from "../period.ts";

/** Counts of an offer's tickets in one week, Oslo time. */
export interface WeeklyCounts {
  /** The week's Monday, `YYYY-MM-DD`. */
  monday: string;
  allocated: number;
  /** Added to a wallet, or printed. */
  fetched: number;
  /** Redemptions. */
  used: number;
  /** People admitted by them. */
  admissions: number;
  /** Not fetched in time. */
  lapsed: number;
}

export interface Week extends WeeklyCounts {
  /** ISO 8601, `2027-W02`. */
  week: string;
}

/**
 * The ISO week of a Monday: it belongs to the year of its Thursday.
 * @internal
 */
export function isoWeek(monday: string): string {
  const year = addDays(monday, 3).slice(0, 4);
  const days = (Date.parse(addDays(monday, 3)) - Date.parse(`${year}-01-01`)) / 86_400_000;
  return `${year}-W${String(Math.floor(days / 7) + 1).padStart(2, "0")}`;
}

/** All weeks from the first to the last with a count; `counts` are in order. */
export function everyWeek(counts: readonly WeeklyCounts[]): Week[] {
  const known = new Map(counts.map((each) => [each.monday, each]));
  const last = counts.at(-1)?.monday;
  const weeks: Week[] = [];
  let monday = counts[0]?.monday;
  while (monday !== undefined && last !== undefined && monday <= last) {
    const nothing = { monday, allocated: 0, fetched: 0, used: 0, admissions: 0, lapsed: 0 };
    weeks.push({ week: isoWeek(monday), ...(known.get(monday) ?? nothing) });
    monday = addDays(monday, 7);
  }
  return weeks;
}
