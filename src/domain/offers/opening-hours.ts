import { addDays, atInOslo, dayInOslo, weekdayInOslo, type Period } from "../period.ts";

/** The times of day between which the door lets in on some weekdays, `HH:MM` of Oslo; `24:00` is the end of the day. */
export interface OpeningHours {
  /** ISO weekdays (1 = Monday), each in one of an offer's lines alone. */
  weekdays: number[];
  opens: string;
  closes: string;
}

const week = [1, 2, 3, 4, 5, 6, 7];
const wholeDay = { opens: "00:00", closes: "24:00" };

/** One line for each pair of times, in the order of the first weekday, so that equal hours are equal values. */
export function ordered(hours: readonly OpeningHours[]): OpeningHours[] {
  const lines = new Map<string, OpeningHours>();
  for (const { weekdays, opens, closes } of hours) {
    const line = lines.get(opens + closes) ?? { weekdays: [], opens, closes };
    line.weekdays = [...new Set([...line.weekdays, ...weekdays])].sort();
    lines.set(opens + closes, line);
  }
  return [...lines.values()].sort((a, b) => (a.weekdays[0] ?? 0) - (b.weekdays[0] ?? 0));
}

/** The line of the weekday; undefined where it is closed. */
export const lineOf = (hours: readonly OpeningHours[], weekday: number) =>
  hours.find(({ weekdays }) => weekdays.includes(weekday));

/** From when to when the door lets in on a day (`YYYY-MM-DD`, Oslo), also where the clocks change; undefined: not at all. */
export function openingOn(hours: readonly OpeningHours[], day: string): Period | undefined {
  const line = lineOf(hours, weekdayInOslo(atInOslo(day, "12:00")));
  if (!line) return undefined;
  const { opens, closes } = line;
  const until = closes === "24:00" ? atInOslo(addDays(day, 1), "00:00") : atInOslo(day, closes);
  return { from: atInOslo(day, opens), until };
}

/** Whether the door lets in at the instant. */
export function isOpenAt(hours: readonly OpeningHours[], at: Date): boolean {
  const opening = openingOn(hours, dayInOslo(at));
  return opening !== undefined && opening.from <= at && at < opening.until;
}

/** Whether a change opens a weekday on which tickets are good and that was closed. */
export const opensWeekday = (
  before: readonly OpeningHours[] | undefined,
  after: readonly OpeningHours[] | undefined,
  weekdays: readonly number[] = week,
): boolean =>
  before !== undefined &&
  weekdays.some((weekday) => !lineOf(before, weekday) && (!after || lineOf(after, weekday)));

/** Whether a change takes any time of day away from the weekdays on which tickets are good. */
export const takesHours = (
  before: readonly OpeningHours[] | undefined,
  after: readonly OpeningHours[] | undefined,
  weekdays: readonly number[] = week,
): boolean =>
  after !== undefined &&
  weekdays.some((weekday) => {
    const old = before ? lineOf(before, weekday) : wholeDay;
    const line = lineOf(after, weekday);
    return old !== undefined && (!line || line.opens > old.opens || line.closes < old.closes);
  });
