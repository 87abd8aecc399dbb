import { addDays, atInOslo, dayInOslo, startOfDay, timeInOslo } from "../period.ts";
import type { EventTimes, OfferTerms } from "./offer.ts";
import { opensAt } from "./sessions.ts";

const hour = 60 * 60 * 1000;

/**
 * The days of Oslo, `YYYY-MM-DD`, on which an event goes on; one for an event of at most 24 hours. A night belongs to the
 * day before, to six in the morning.
 * @internal
 */
export function eventDays({ start, end }: Pick<EventTimes, "start" | "end">): string[] {
  const first = dayInOslo(start);
  if (end.getTime() - start.getTime() <= 24 * hour) return [first];
  const last = dayInOslo(new Date(end.getTime() - 6 * hour - 1));
  const days = [first];
  for (let day = addDays(first, 1); day <= last; day = addDays(day, 1)) days.push(day);
  return days;
}

/**
 * The instants around which a phone shows the ticket: the start of each session; of an event of several days, each day at
 * the time at which the first begins.
 */
export function startsOf({ event, sessions = [] }: Pick<OfferTerms, "event" | "sessions">): Date[] {
  if (!event) return sessions.map(({ start }) => start);
  const [, ...others] = eventDays(event);
  const time = timeInOslo(event.start);
  return [
    event.start,
    ...others.map((day) => {
      const at = atInOslo(day, time);
      const latest = Math.max(startOfDay(day).getTime(), event.end.getTime() - hour);
      return at < event.end ? at : new Date(latest);
    }),
  ];
}

/** The days whose uses are counted each; undefined for an offer that is not for certain days, or for one alone. */
export function countedDays({
  event,
  sessions,
}: Pick<OfferTerms, "event" | "sessions">): string[] | undefined {
  if (sessions) return sessions.map((session) => dayInOslo(opensAt(session)));
  const days = event ? eventDays(event) : [];
  return days.length > 1 ? days : undefined;
}

/** Whether uses are counted by day. */
export const hasCountedDays = (offer: Pick<OfferTerms, "event" | "sessions">): boolean =>
  countedDays(offer) !== undefined;
