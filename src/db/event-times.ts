import type { EventTimes } from "../domain/offers/offer.ts";

/** A row that has the columns `event_doors`, `event_start` and `event_end` of `offers`. */
export interface EventColumns {
  eventDoors: Date | null;
  eventStart: Date | null;
  eventEnd: Date | null;
}

/** The row with its event, if the offer has one. */
export function withEvent<T extends { event?: EventTimes | undefined }>(
  row: Omit<T, "event"> & EventColumns,
): T {
  const { eventDoors, eventStart, eventEnd, ...rest } = row;
  const event = eventStart &&
    eventEnd && { ...(eventDoors && { doors: eventDoors }), start: eventStart, end: eventEnd };
  return { ...rest, ...(event && { event }) } as unknown as T;
}
