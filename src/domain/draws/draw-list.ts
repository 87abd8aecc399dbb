import { dayInOslo, startOfDay, yearInOslo } from "../period.ts";
import type { DrawCriterion, DrawRules, DrawValues } from "./draw.ts";

/** What the criteria ask about a child. */
export interface DrawCandidate {
  id: string;
  birthYear: number;
  householdId: string | null;
  /** Tickets allocated in the last twelve months, used or not. */
  tickets: number;
  /** The same of all children of its household. */
  householdTickets: number;
  /** Its latest ticket, or when NAV registered it. */
  waitingSince: Date;
}

/** The child's value of each of the rules' criteria. */
export function drawValues(child: DrawCandidate, rules: DrawRules, now: Date): DrawValues {
  const age = yearInOslo(now) - child.birthYear;
  const values: Record<DrawCriterion, number> = {
    age: Number(rules.ages !== undefined && age >= rules.ages.from && age <= rules.ages.to),
    fewest_tickets: child.tickets,
    household_without: Number(child.householdTickets === 0),
    waiting_longest: wholeMonths(child.waitingSince, now),
  };
  return Object.fromEntries((rules.criteria ?? []).map((name) => [name, values[name]]));
}

/** The children that make one row each: siblings together, or each child alone. */
export function drawUnits<C extends DrawCandidate>(
  children: readonly C[],
  { siblingsTogether }: Pick<DrawRules, "siblingsTogether">,
): C[][] {
  const units = new Map<string, C[]>();
  for (const child of children) {
    const unit = (siblingsTogether ? child.householdId : undefined) ?? child.id;
    units.set(unit, [...(units.get(unit) ?? []), child]);
  }
  return [...units.values()];
}

function wholeMonths(from: Date, to: Date): number {
  const [a = 0, b = 0] = [from, to].map((at) => {
    const [year = 0, month = 0] = dayInOslo(at).split("-").map(Number);
    return year * 12 + month;
  });
  const isPartial = dayInOslo(to).slice(8) < dayInOslo(from).slice(8);
  return Math.max(0, b - a - Number(isPartial));
}

/**
 * Since when tickets count for the criterion `fewest_tickets`: the beginning of the same day in Oslo a year ago, on
 * 29 February of the 28th.
 */
export function twelveMonthsBefore(now: Date): Date {
  const [year, month, date] = dayInOslo(now).split("-");
  const day = month === "02" && date === "29" ? "28" : date;
  return startOfDay(`${Number(year) - 1}-${month}-${day}`);
}
