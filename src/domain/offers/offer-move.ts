import { isDeepStrictEqual } from "node:util";
import type { FieldError } from "../../errors.ts";
import type { EventTimes, OfferTerms } from "./offer.ts";

/** What the tickets of a moved offer said before; a member is absent where it has not changed. */
export interface OfferMoveFrom {
  start?: Date;
  place?: string;
}

/** For how long after a change the holder's page shows what the ticket said before. */
const shownFor = 24 * 60 * 60 * 1000;

/** Whether the holder's page still shows what the ticket said before. */
export const isRecentMove = (movedAt: Date | null, now: Date): boolean =>
  movedAt !== null && now.getTime() - movedAt.getTime() < shownFor;

/** The time and place of an offer, as its tickets say them. */
type Whereabouts = Pick<OfferTerms, "event" | "place">;

const times = ({ event }: Whereabouts) => event && [event.doors, event.start, event.end];
const address = ({ place }: Whereabouts) => place && [place.name, place.address];

/** Returns what a change of time or place replaces; undefined when the tickets say the same as before. */
export function movedFrom(before: Whereabouts, after: Whereabouts): OfferMoveFrom | undefined {
  const oldEvent = isDeepStrictEqual(times(before), times(after)) ? undefined : before.event;
  const isElsewhere = !isDeepStrictEqual(address(before), address(after));
  if (!oldEvent && !isElsewhere) return undefined;
  return {
    ...(oldEvent && { start: oldEvent.start }),
    ...(isElsewhere && before.place && { place: before.place.name }),
  };
}

/**
 * Shifts the validity of an offer by as much as its event moved, unless the validity was changed as well:
 * a ticket must be valid when its event is.
 */
export function followEvent(before: OfferTerms, after: OfferTerms): OfferTerms {
  if (!before.event || !after.event || !isDeepStrictEqual(before.validity, after.validity)) {
    return after;
  }
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

/** Finds why an approved offer's event cannot move so at the time. */
export function findMoveFaults(before: OfferTerms, after: OfferTerms, now: Date): FieldError[] {
  if (!before.event || !after.event) return [];
  if (isDeepStrictEqual(times(before), times(after))) return [];
  const fault = (message: string) => ({ path: "event.start", code: "frozen", message });
  if (before.validity.until <= now) return [fault("cannot change once the event is over")];
  return after.event.start <= now ? [fault("must be later than now")] : [];
}
