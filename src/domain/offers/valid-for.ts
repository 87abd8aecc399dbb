import { addDays, dayInOslo, endOfDay } from "../period.ts";

/** How long a ticket is good for once it was first used. */
export type ValidFor = { days: number } | { hours: number };

const hour = 60 * 60 * 1000;

/**
 * The first instant at which a ticket's time is over that began at `first`; the day of that counts as a whole day in
 * Oslo.
 */
export function endOfTime(validFor: ValidFor, first: Date): Date {
  if ("hours" in validFor) return new Date(first.getTime() + validFor.hours * hour);
  return endOfDay(addDays(dayInOslo(first), validFor.days - 1));
}

/** On how many days of Oslo, at most, a ticket's time can lie. */
export const daysOfTime = (validFor: ValidFor): number =>
  "hours" in validFor ? Math.ceil(validFor.hours / 24) + 1 : validFor.days;

/**
 * Whether a ticket is read as often as its holder likes while its time lasts, as at each ride of a lift: the
 * first scan is its only use, and later ones are re-entries.
 */
export const allowsReentry = ({
  validFor,
  uses,
  usesPerDay,
}: {
  validFor?: ValidFor | undefined;
  uses: number | null;
  usesPerDay?: number | undefined;
}): boolean => validFor !== undefined && uses === null && usesPerDay === undefined;
