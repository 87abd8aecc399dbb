import type { EventTimes } from "../domain/offers/offer.ts";

/** A session as the column `sessions` of `offers` has it. */
export type StoredSession = Record<"start" | "end", string> & { doors?: string };

/** The sessions of a row; undefined when its offer has none. */
export const sessionsOf = (stored: StoredSession[] | null): EventTimes[] | undefined =>
  stored?.map(({ doors, start, end }) => ({
    ...(doors !== undefined && { doors: new Date(doors) }),
    start: new Date(start),
    end: new Date(end),
  }));

/** A row that has the columns `event_doors`, `event_start`, `event_end` and `sessions` of `offers`. */
export interface EventColumns {
  eventDoors: Date | null;
  eventStart: Date | null;
  eventEnd: Date | null;
  sessions: StoredSession[] | null;
}

/** The row with its event or its sessions, if the offer has such. */
export function withEvent<
  T extends { event?: EventTimes | undefined; sessions?: EventTimes[] | undefined },
>(row: Omit<T, "event" | "sessions"> & EventColumns): T {
  const { eventDoors, eventStart, eventEnd, sessions: stored, ...rest } = row;
  const event = eventStart &&
    eventEnd && { ...(eventDoors && { doors: eventDoors }), start: eventStart, end: eventEnd };
  const sessions = sessionsOf(stored);
  return { ...rest, ...(event && { event }), ...(sessions && { sessions }) } as unknown as T;
}
