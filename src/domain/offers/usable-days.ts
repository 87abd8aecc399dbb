import { addDays, dayInOslo, startOfDay, weekdayInOslo, type Period } from "../period.ts";

interface DayTerms {
  weekdays?: number[] | undefined;
  blackout?: [first: string, last: string][] | undefined;
}

/** Whether the weekdays or closed days exclude a day (`YYYY-MM-DD`, Oslo). */
export function isClosedOn({ weekdays, blackout = [] }: DayTerms, day: string): boolean {
  const closed = blackout.some(([first, last]) => first <= day && day <= last);
  return closed || (weekdays !== undefined && !weekdays.includes(weekdayInOslo(startOfDay(day))));
}

/** How many days of the period (Oslo) are not excluded. */
export function countUsableDays(terms: DayTerms, { from, until }: Period): number {
  const last = dayInOslo(new Date(until.getTime() - 1));
  let count = 0;
  for (let day = dayInOslo(from); day <= last; day = addDays(day, 1)) {
    if (!isClosedOn(terms, day)) count += 1;
  }
  return count;
}

/** Whether at least one day of the period (Oslo) is not excluded, so that a ticket can be used at all. */
export function hasUsableDay(terms: DayTerms, { from, until }: Period): boolean {
  const last = dayInOslo(new Date(until.getTime() - 1));
  for (let day = dayInOslo(from); day <= last; day = addDays(day, 1)) {
    if (!isClosedOn(terms, day)) return true;
  }
  return false;
}
