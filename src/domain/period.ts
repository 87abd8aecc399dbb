/** A half-open period: `from` is in it, `until` is not. */
export interface Period {
  from: Date;
  until: Date;
}

const zone = "Europe/Oslo";

const wallClock = new Intl.DateTimeFormat("en-CA", {
  timeZone: zone,
  hourCycle: "h23",
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
});

/** The local time in Oslo, as if it were UTC. */
function wallTime(instant: Date): number {
  const part = Object.fromEntries(wallClock.formatToParts(instant).map((p) => [p.type, p.value]));
  const { year, month, day, hour, minute, second } = part;
  return Date.parse(
    `${year ?? ""}-${month ?? ""}-${day ?? ""}T${hour ?? ""}:${minute ?? ""}:${second ?? ""}Z`,
  );
}

/** The date in Oslo, `YYYY-MM-DD`. */
export function dayInOslo(instant: Date): string {
  return new Date(wallTime(instant)).toISOString().slice(0, 10);
}

/** The month in Oslo, `YYYY-MM`. */
export function monthInOslo(instant: Date): string {
  return dayInOslo(instant).slice(0, 7);
}

/** The local time in Oslo, `HH:MM`. */
export function timeInOslo(instant: Date): string {
  return new Date(wallTime(instant)).toISOString().slice(11, 16);
}

/**
 * The local time in Oslo with its offset, to the second: `2026-06-30T18:00:00+02:00`. Wallets show the
 * part before the offset as the time on the spot, so UTC would show the wrong hour.
 */
export function isoInOslo(instant: Date): string {
  const wall = wallTime(instant);
  const ahead = Math.round((wall - instant.getTime()) / 3_600_000);
  return `${new Date(wall).toISOString().slice(0, 19)}+${String(ahead).padStart(2, "0")}:00`;
}

export function yearInOslo(instant: Date): number {
  return new Date(wallTime(instant)).getUTCFullYear();
}

/** ISO weekday in Oslo: 1 is Monday. */
export function weekdayInOslo(instant: Date): number {
  return new Date(wallTime(instant)).getUTCDay() || 7;
}

/** The date `n` days after `day` (`YYYY-MM-DD`). Throws RangeError when `day` is no date. */
export function addDays(day: string, n: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + n);
  return date.toISOString().slice(0, 10);
}

/** Midnight in Oslo at the start of `day`. Clocks never change at midnight, so there is exactly one. */
export function startOfDay(day: string): Date {
  return atInOslo(day, "00:00");
}

/**
 * The instant of a local time (`HH:MM`) in Oslo; of the hour that occurs twice in autumn, the second. A
 * time in the hour skipped in spring counts as an hour later.
 */
export function atInOslo(day: string, time: string): Date {
  const asIfUtc = Date.parse(`${day}T${time}:00Z`);
  const offsetAt = (time: number) => wallTime(new Date(time)) - time;
  // The first guess is at most two hours late: still before the change of the clocks in that night.
  return new Date(asIfUtc - offsetAt(asIfUtc - offsetAt(asIfUtc)));
}

/** Whether a local time (`HH:MM`) occurs on the day in Oslo: not in the hour that is skipped in spring. */
export const occursInOslo = (day: string, time: string): boolean =>
  timeInOslo(atInOslo(day, time)) === time;

/** Whether the instant is midnight in Oslo, to the millisecond. */
export const isMidnight = (instant: Date): boolean =>
  startOfDay(dayInOslo(instant)).getTime() === instant.getTime();

/** The first instant after `day` in Oslo, 23 to 25 hours after its start. */
export function endOfDay(day: string): Date {
  return startOfDay(addDays(day, 1));
}

/** The first and the last year that a date from outside may have: others overflow in calendars. */
const years = { first: 2000, last: 2100 };

/** Whether an instant or day that was read from a text is in the years 2000 to 2100. */
export function isInRange(instant: Date): boolean {
  const year = instant.getUTCFullYear();
  return year >= years.first && year <= years.last;
}

/** Whether the text is a date of the calendar, `YYYY-MM-DD`, in the years 2000 to 2100. */
export function isDay(text: string): boolean {
  const date = new Date(`${text}T00:00:00Z`);
  return isInRange(date) && date.toISOString().slice(0, 10) === text;
}

const looksLikeDay = (text: string) => /^\d{4}-\d{2}-\d{2}$/.test(text);

/** The start of a validity: for a date the start of that day in Oslo, for an instant itself. */
export function validityFrom(text: string): Date {
  return looksLikeDay(text) ? startOfDay(text) : new Date(text);
}

/** The end of a validity: for a date the end of that day in Oslo, for an instant itself. */
export function validityUntil(text: string): Date {
  return looksLikeDay(text) ? endOfDay(text) : new Date(text);
}

export function contains({ from, until }: Period, at: Date): boolean {
  return from <= at && at < until;
}
