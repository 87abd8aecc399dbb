import { easterDays } from "../../../domain/offers/easter.ts";
import { dayInOslo } from "../../../domain/period.ts";
import type { OfferFormValues } from "../../../views/provider/offer-form-values.ts";

type ClosedDays = Pick<OfferFormValues, "closedFrom" | "closedUntil">;

/** The rows of closed days that are not empty. */
export function closedDays({ closedFrom, closedUntil }: ClosedDays): ClosedDays {
  const rows = closedFrom
    .map((first, i) => [first, closedUntil[i] ?? ""] as const)
    .filter(([first, last]) => first !== "" || last !== "");
  return { closedFrom: rows.map(([first]) => first), closedUntil: rows.map(([, last]) => last) };
}

/** Years whose Easter the form offers; whatever else was sent in their place counts as none. */
const easterYears = (sent: readonly string[]): number[] =>
  sent.filter((year) => /^20\d{2}$/.test(year)).map(Number);

export function blackoutOf({ easter, closedFrom, closedUntil }: OfferFormValues): unknown[] {
  const rows = closedFrom.map((first, i) => [first, closedUntil[i] ?? ""]);
  // A row with one day closes that day.
  const filled = rows.map(([first = "", last = ""]) => [first || last, last || first]);
  return [...filled, ...easterYears(easter).map(easterDays)];
}

export const isEasterOf = ([first, last]: [first: string, last: string]) => {
  const [thursday, monday] = easterDays(Number(first.slice(0, 4)));
  return first === thursday && last === monday;
};

/** Easters that the form can exclude: the next one, and those that are already excluded. */
export function eastersFor(now: Date, chosen: readonly string[]): [first: string, last: string][] {
  const today = dayInOslo(now);
  const year = Number(today.slice(0, 4));
  const next = easterDays(year)[1] >= today ? year : year + 1;
  const years = new Set([next, ...easterYears(chosen)]);
  return [...years].sort().map(easterDays);
}
