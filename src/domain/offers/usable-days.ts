import { addDays, dayInOslo, startOfDay, weekdayInOslo, type Period } from "../period.ts";
import { lineOf, openingOn, type OpeningHours } from "./opening-hours.ts";

export interface DayTerms {
  weekdays?: number[] | undefined;
  blackout?: [first: string, last: string][] | undefined;
  hours?: OpeningHours[] | undefined;
}

/** Whether the weekdays, closed days or opening hours exclude a whole day (`YYYY-MM-DD`, Oslo). */
export function isClosedOn({ weekdays, blackout = [], hours }: DayTerms, day: string): boolean {
  if (blackout.some(([first, last]) => first <= day && day <= last)) return true;
  const weekday = weekdayInOslo(startOfDay(day));
  return (
    (weekdays !== undefined && !weekdays.includes(weekday)) ||
    (hours !== undefined && !lineOf(hours, weekday))
  );
}

/** The days of the period (Oslo) on which a ticket can be used; on the first and the last there is less time. */
function* usableDays(terms: DayTerms, { from, until }: Period): Generator<string> {
  const [first, last] = [dayInOslo(from), dayInOslo(new Date(until.getTime() - 1))];
  for (let day = first; day <= last; day = addDays(day, 1)) {
    if (isClosedOn(terms, day)) continue;
    const opening =
      terms.hours && (day === first || day === last) ? openingOn(terms.hours, day) : undefined;
    if (!opening || (opening.from < until && from < opening.until)) yield day;
  }
}

/** How many days of the period (Oslo) are not excluded. */
export const countUsableDays = (terms: DayTerms, period: Period): number =>
  [...usableDays(terms, period)].length;

/** Whether at least one day of the period (Oslo) is not excluded, so that a ticket can be used at all. */
export const hasUsableDay = (terms: DayTerms, period: Period): boolean =>
  usableDays(terms, period).next().done === false;
