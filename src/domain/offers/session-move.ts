import type { FieldError } from "../../errors.ts";
import type { EventTimes, OfferTerms } from "./offer.ts";
import { isSameTerm } from "./offer-terms.ts";
import { endOfLastDay, opensAt } from "./sessions.ts";

/** Dates of an offer that no longer hold, and those that took their place. */
export interface MovedSessions {
  gone: EventTimes[];
  added: EventTimes[];
}

const without = (sessions: readonly EventTimes[], others: readonly EventTimes[]) =>
  sessions.filter((one) => !others.some((other) => isSameTerm(one, other)));

const inOrder = (sessions: EventTimes[]) =>
  sessions.toSorted((a, b) => a.start.getTime() - b.start.getTime());

/**
 * The dates that a change takes away or moves, with those that an earlier change took of which the tickets' page still
 * tells; undefined where it only adds some.
 */
export function movedSessions(
  { sessions: before = [] }: Pick<OfferTerms, "sessions">,
  { sessions: after = [] }: Pick<OfferTerms, "sessions">,
  earlier: MovedSessions = { gone: [], added: [] },
): MovedSessions | undefined {
  const gone = without(before, after);
  if (gone.length === 0) return undefined;
  const added = without(after, before);
  const isStill = (one: EventTimes) => without([one], after).length === 0;
  return {
    gone: inOrder([...without(earlier.gone, after), ...gone]),
    added: inOrder([...without(earlier.added, added).filter(isStill), ...added]),
  };
}

const spanOf = (sessions: readonly EventTimes[]) => ({
  from: Math.min(...sessions.map((one) => opensAt(one).getTime())),
  until: Math.max(...sessions.map(({ end }) => end.getTime())),
});

/**
 * Lets the validity of an offer follow its dates, unless it was changed as well: an end of it that was the first or last
 * date's own stays so, and any other is only widened, to the day of the last date at most.
 */
export function followSessions(before: OfferTerms, after: OfferTerms): OfferTerms {
  if (!before.sessions?.length || !after.sessions?.length) return after;
  if (isSameTerm(before.sessions, after.sessions)) return after;
  if (!isSameTerm(before.validity, after.validity)) return after;
  const [old, span] = [spanOf(before.sessions), spanOf(after.sessions)];
  const [from, until] = [before.validity.from.getTime(), before.validity.until.getTime()];
  const lastDay = endOfLastDay(after.sessions).getTime();
  return {
    ...after,
    validity: {
      from: new Date(from === old.from ? span.from : Math.min(from, span.from)),
      until: new Date(
        until === old.until ? span.until : Math.min(Math.max(until, span.until), lastDay),
      ),
    },
  };
}

/** Finds why an approved offer's dates cannot change so at the time: what has begun stays, but for its end. */
export function findSessionFaults(
  { sessions: before }: OfferTerms,
  { sessions: after }: OfferTerms,
  now: Date,
): FieldError[] {
  if (!before || !after || isSameTerm(before, after)) return [];
  const [gone, added] = [without(before, after), without(after, before)];
  const continues = (one: EventTimes, other: EventTimes) =>
    isSameTerm({ ...one, end: null }, { ...other, end: null }) && one.end > now && other.end > now;
  const begun = ({ start }: EventTimes) => start <= now;
  const fault = (message: string): FieldError => ({ path: "sessions", code: "frozen", message });
  if (gone.filter(begun).some((one) => !added.some((other) => continues(one, other)))) {
    return [fault("must keep each date that has begun, but for a later end")];
  }
  if (added.filter(begun).some((one) => !gone.some((other) => continues(one, other)))) {
    return [fault("must be later than now")];
  }
  const isLeft = after.some(({ end }) => end > now);
  return isLeft ? [] : [fault("must leave a date that is not over; cancel the offer instead")];
}
