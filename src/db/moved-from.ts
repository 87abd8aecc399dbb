import type { OfferMoveFrom } from "../domain/offers/offer-move.ts";
import type { OpeningHours } from "../domain/offers/opening-hours.ts";
import type { MovedSessions } from "../domain/offers/session-move.ts";
import { sessionsOf, type StoredSession } from "./event-times.ts";

/** The column `moved_sessions` of `offers`. */
export type StoredMovedSessions = Record<keyof MovedSessions, StoredSession[]>;

/** The columns of `offers` that hold what its tickets said before it moved. */
export const movedColumns = `
  offers.moved_at, offers.moved_from_start, offers.moved_from_doors, offers.moved_from_end,
  offers.moved_sessions, offers.moved_from_hours, offers.moved_from_place`;

export interface MovedRow {
  movedAt: Date | null;
  movedFromStart: Date | null;
  movedFromDoors: Date | null;
  movedFromEnd: Date | null;
  movedSessions: StoredMovedSessions | null;
  movedFromHours: OpeningHours[] | null;
  movedFromPlace: string | null;
}

export const movedSessionsOf = (stored: StoredMovedSessions | null): MovedSessions | undefined =>
  stored
    ? { gone: sessionsOf(stored.gone) ?? [], added: sessionsOf(stored.added) ?? [] }
    : undefined;

/** What the tickets of the row's offer said before. */
export function moveOf(row: Omit<MovedRow, "movedAt">): OfferMoveFrom {
  const sessions = movedSessionsOf(row.movedSessions);
  return {
    ...(row.movedFromStart && { start: row.movedFromStart }),
    ...(row.movedFromDoors && { doors: row.movedFromDoors }),
    ...(row.movedFromEnd && { end: row.movedFromEnd }),
    ...(sessions && { sessions }),
    ...(row.movedFromHours && { hours: row.movedFromHours }),
    ...(row.movedFromPlace !== null && { place: row.movedFromPlace }),
  };
}
