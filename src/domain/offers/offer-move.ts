import { isDeepStrictEqual } from "node:util";
import type { FieldError } from "../../errors.ts";
import type { EventTimes, OfferTerms } from "./offer.ts";
import { takesHours, type OpeningHours } from "./opening-hours.ts";
import { findSessionFaults, followSessions, movedSessions } from "./session-move.ts";
import type { MovedSessions } from "./session-move.ts";
import { hasUsableDay } from "./usable-days.ts";

/** What the tickets of a moved offer said before; a member is absent where it has not changed. */
export interface OfferMoveFrom {
  start?: Date;
  /** Of an event whose start stays. */
  doors?: Date;
  end?: Date;
  sessions?: MovedSessions;
  /** The former opening hours, where they were longer; empty: any time. */
  hours?: OpeningHours[];
  place?: string;
}

/** For how long after a change the holder's page shows what the ticket said before. */
const shownFor = 24 * 60 * 60 * 1000;

/** Whether the holder's page still shows what the ticket said before. */
export const isRecentMove = (movedAt: Date | null | undefined, now: Date): boolean =>
  movedAt instanceof Date && now.getTime() - movedAt.getTime() < shownFor;

/** The time and place of an offer, as its tickets say them; longer opening hours are told by those alone. */
type Whereabouts = Pick<OfferTerms, "weekdays" | "hours" | "event" | "sessions" | "place">;

const times = ({ event }: Whereabouts) => event && [event.doors, event.start, event.end];
const address = ({ place }: Whereabouts) => place && [place.name, place.address];

/** What an event's change replaces: the start, which stands for the whole evening, or else the doors and the end. */
function oldTimes(old: EventTimes, { doors, start, end }: EventTimes) {
  if (!isDeepStrictEqual(old.start, start)) return { start: old.start };
  return {
    ...(old.doors && !isDeepStrictEqual(old.doors, doors) && { doors: old.doors }),
    ...(!isDeepStrictEqual(old.end, end) && { end: old.end }),
  };
}

/** Whether hours are shorter, or, once shorter ones were told, any others, such as the old ones after a slip. */
const tellsHours = (before: Whereabouts, after: Whereabouts, earlier: OfferMoveFrom) =>
  takesHours(before.hours, after.hours, before.weekdays) ||
  (earlier.hours !== undefined && !isDeepStrictEqual(before.hours, after.hours));

/**
 * Returns what a change of time or place replaces; undefined when the tickets say the same as before, or name more dates.
 * `earlier` is what a recent change replaced, whose message may not have left yet: it stays where this one says nothing
 * of it.
 */
export function movedFrom(
  before: Whereabouts,
  after: Whereabouts,
  earlier: OfferMoveFrom = {},
): OfferMoveFrom | undefined {
  const isMoved = !isDeepStrictEqual(times(before), times(after));
  const sessions = movedSessions(before, after, earlier.sessions);
  const isOpenElse = tellsHours(before, after, earlier);
  const isElsewhere = !isDeepStrictEqual(address(before), address(after));
  if (!isMoved && !sessions && !isOpenElse && !isElsewhere) return undefined;
  const { place } = earlier;
  return {
    ...(isMoved ? place !== undefined && { place } : earlier),
    ...(isMoved && before.event && after.event && oldTimes(before.event, after.event)),
    ...(sessions && { sessions }),
    ...(isOpenElse && { hours: before.hours ?? [] }),
    ...(isElsewhere && before.place && { place: before.place.name }),
  };
}

/**
 * Shifts the validity of an offer by as much as its event moved, unless the validity was changed as well:
 * a ticket must be valid when its event is, or at each of its dates.
 */
export function followEvent(before: OfferTerms, after: OfferTerms): OfferTerms {
  if (!before.event || !after.event) return followSessions(before, after);
  if (!isDeepStrictEqual(before.validity, after.validity)) return after;
  const shift = (at: Date, from: Date, to: Date) =>
    new Date(at.getTime() + to.getTime() - from.getTime());
  const opening = ({ doors, start }: EventTimes) => doors ?? start;
  return {
    ...after,
    validity: {
      from: shift(before.validity.from, opening(before.event), opening(after.event)),
      until: shift(before.validity.until, before.event.end, after.event.end),
    },
  };
}

/**
 * Finds why an approved offer's event, dates or end cannot move so at the time. One that has begun, as a festival on its
 * second day, changes its end alone.
 */
export function findMoveFaults(before: OfferTerms, after: OfferTerms, now: Date): FieldError[] {
  if (!before.event || !after.event) {
    return [
      ...findSessionFaults(before, after, now),
      ...findEndFaults(before, after, now),
      ...findHoursFaults(before, after, now),
    ];
  }
  if (isDeepStrictEqual(times(before), times(after))) return [];
  const fault = (message: string, path = "event.start") => ({ path, code: "frozen", message });
  if (before.validity.until <= now) return [fault("cannot change once the event is over")];
  if (after.event.start > now) return [];
  const { doors, start, end } = after.event;
  if (!isDeepStrictEqual([before.event.doors, before.event.start], [doors, start])) {
    return [fault("must be later than now")];
  }
  return end > now ? [] : [fault("must be later than now", "event.end")];
}

/** Once the validity is over, its unused tickets have expired, and a later end would bring none of them back. */
function findEndFaults(before: OfferTerms, after: OfferTerms, now: Date): FieldError[] {
  const isOver = before.validity.until <= now;
  if (!isOver || isDeepStrictEqual(before.validity, after.validity)) return [];
  if (!isDeepStrictEqual(before.sessions, after.sessions)) return [];
  const message = "cannot change once the offer is over: its tickets have ended";
  return [{ path: "validUntil", code: "frozen", message }];
}

/** Shorter hours leave the validity an opening; a ticket whose own time has begun may lose its last. */
function findHoursFaults(before: OfferTerms, after: OfferTerms, now: Date): FieldError[] {
  if (!takesHours(before.hours, after.hours, before.weekdays)) return [];
  const { from, until } = after.validity;
  if (hasUsableDay(after, { from: now > from ? now : from, until })) return [];
  const message = "must leave an opening that is not over; cancel the offer instead";
  return [{ path: "hours", code: "never_valid", message }];
}
