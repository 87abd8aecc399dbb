import { dayInOslo, endOfDay } from "../period.ts";
import type { EventTimes } from "./offer.ts";

/** The instant from which the door lets in: when the doors open, or else when it begins. */
export const opensAt = ({ doors, start }: EventTimes): Date => doors ?? start;

/** Whether the door lets in for one of the sessions. */
export const isSessionOn = (sessions: readonly EventTimes[], at: Date): boolean =>
  sessions.some((session) => opensAt(session) <= at && at < session.end);

/**
 * The refusal of a scan between sessions: it names the next whose door opens before the ticket's time ends; where
 * none does, that time is called over.
 */
export function refusalBetween(
  sessions: readonly EventTimes[],
  { at, lastsUntil }: { at: Date; lastsUntil: Date | null },
) {
  const [next] = sessions
    .filter((session) => opensAt(session) > at && (!lastsUntil || opensAt(session) < lastsUntil))
    .toSorted((a, b) => opensAt(a).getTime() - opensAt(b).getTime());
  return next
    ? ({ accepted: false, reason: "between_sessions", nextSession: eventAsText(next) } as const)
    : ({ accepted: false, reason: "time_up" } as const);
}

/** The end of the day in Oslo on which the last session ends; midnight ends the day before it. */
export function endOfLastDay(sessions: readonly EventTimes[]): Date {
  const last = Math.max(...sessions.map(({ end }) => end.getTime()));
  return endOfDay(dayInOslo(new Date(last - 1)));
}

/** Formats the instants of an event or a session as members of the API. */
export const eventAsText = ({ doors, start, end }: EventTimes) => ({
  ...(doors && { doors: doors.toISOString() }),
  start: start.toISOString(),
  end: end.toISOString(),
});
