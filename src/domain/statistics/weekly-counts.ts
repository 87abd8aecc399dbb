import { addDays } from "../period.ts";

/** What happened to an offer's tickets in one week of Oslo. */
export interface WeeklyCounts {
  /** The Monday that it begins on, `YYYY-MM-DD`. */
  monday: string;
  allocated: number;
  /** Taken into a wallet, or printed. */
  fetched: number;
  /** Scans that counted. */
  used: number;
  /** People let in by them. */
  admissions: number;
  /** Never fetched in time. */
  lapsed: number;
}

export interface Week extends WeeklyCounts {
  /** ISO 8601, `2027-W02`. */
  week: string;
}

/**
 * The ISO week that begins on the Monday: it belongs to the year that its Thursday lies in.
 * @internal
 */
export function isoWeek(monday: string): string {
  const year = addDays(monday, 3).slice(0, 4);
  const days = (Date.parse(addDays(monday, 3)) - Date.parse(`${year}-01-01`)) / 86_400_000;
  return `${year}-W${String(Math.floor(days / 7) + 1).padStart(2, "0")}`;
}

/** Every week from the first to the last that something happened in; `counts` are in order. */
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
