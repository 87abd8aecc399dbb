import {
  addDays,
  atInOslo,
  dayInOslo,
  isDay,
  occursInOslo,
  timeInOslo,
} from "../../../domain/period.ts";
import type { EventTimes } from "../../../domain/offers/offer.ts";
import type { OfferFormValues } from "../../../views/provider/offer-form-values.ts";
import { hoursOfForm } from "./hours-form.ts";
import { blackoutOf } from "./closed-days-form.ts";
import { endOfEvening, eventOf, isTime } from "./event-form.ts";

const names = [
  "sessionDate",
  "sessionDoors",
  "sessionStart",
  "sessionEnd",
  "sessionRepeat",
] as const;
type SessionValues = Pick<OfferFormValues, (typeof names)[number]>;

/** The same for each of the form's inputs of a session. */
export const sessionFields = <T>(field: T) =>
  Object.fromEntries(names.map((name) => [name, field])) as Record<(typeof names)[number], T>;

/** More than an offer takes, so that a repetition without end is refused and not cut. */
const mostRepeated = 101;

interface Session {
  doors?: string;
  start: string;
  end: string;
}

/** The days of a session that is repeated each week to the last day, or that day alone. */
function daysOf(first: string, last: string): string[] {
  const days = [first];
  if (!isDay(first) || !isDay(last)) return days;
  for (
    let day = addDays(first, 7);
    day <= last && days.length < mostRepeated;
    day = addDays(day, 7)
  )
    days.push(day);
  return days;
}

const wrong = "wrong";
const at = (day: string, time: string) =>
  isDay(day) && isTime(time) && occursInOslo(day, time) ? atInOslo(day, time).toISOString() : wrong;

/** The sessions of the rows that are filled in, repeated ones each week; what is not a time is left to validation. */
function sessionsOf(values: SessionValues): Session[] {
  return values.sessionDate.flatMap((date, i) => {
    const [doors = "", start = "", end = "", last = ""] = names
      .slice(1)
      .map((name) => values[name][i]);
    if ([date, doors, start, end, last].every((typed) => typed === "")) return [];
    return daysOf(date, last).map((day) => ({
      ...(doors !== "" && { doors: at(day, doors) }),
      start: at(day, start),
      end: at(isDay(day) ? endOfEvening(day, start, end) : day, end),
    }));
  });
}

const isSkipped = (day: string, time: string) =>
  isDay(day) && isTime(time) && !occursInOslo(day, time);

/** Whether the form's field has a time of the hour that is skipped in spring. */
export function hasSkippedTime(path: string, values: OfferFormValues): boolean {
  const date = values["event.date"];
  const { "event.start": start, "event.end": end, "event.endDate": endDate } = values;
  if (path === "sessions") {
    return values.sessionDate.some((day, i) =>
      [values.sessionDoors[i], values.sessionStart[i]].some((time = "") => isSkipped(day, time)),
    );
  }
  if (path === "event.doors") return isSkipped(date, values["event.doors"]);
  if (path === "event.start") return isSkipped(date, start);
  if (path !== "event.end" || !isDay(date)) return false;
  return isSkipped(endDate === "" ? endOfEvening(date, start, end) : endDate, end);
}

/** The validity of tickets for the sessions: from the first doors to the last end. */
function spanOf(sessions: Session[]) {
  return {
    from: sessions.map(({ doors, start }) => doors ?? start).toSorted()[0],
    until: sessions
      .map(({ end }) => end)
      .toSorted()
      .at(-1),
  };
}

/** When an offer's tickets are good: in a period but on closed days, or at an event, or at one of several dates. */
export function whenOf(
  values: OfferFormValues,
): Record<
  "validFrom" | "validUntil" | "event" | "sessions" | "weekdays" | "hours" | "blackout",
  unknown
> {
  const none = { event: null, sessions: null, weekdays: null, hours: null, blackout: null };
  if (values.whenKind === "sessions") {
    const sessions = sessionsOf(values);
    const { from: validFrom, until: validUntil } = spanOf(sessions);
    return { ...none, sessions, validFrom, validUntil };
  }
  if (values.whenKind === "event") {
    const event = eventOf(values);
    return { ...none, event, validFrom: event.doors ?? event.start, validUntil: event.end };
  }
  const { validFrom, validUntil, weekdays } = values;
  const days = weekdays.length === 0 ? null : weekdays.map(Number);
  const closed = { weekdays: days, hours: hoursOfForm(values), blackout: blackoutOf(values) };
  return { ...none, validFrom, validUntil, ...closed };
}

/** The rows of an offer's sessions. */
export const sessionValues = (sessions: readonly EventTimes[] = []): SessionValues => ({
  sessionDate: sessions.map(({ start }) => dayInOslo(start)),
  sessionDoors: sessions.map(({ doors }) => (doors ? timeInOslo(doors) : "")),
  sessionStart: sessions.map(({ start }) => timeInOslo(start)),
  sessionEnd: sessions.map(({ end }) => timeInOslo(end)),
  sessionRepeat: sessions.map(() => ""),
});
