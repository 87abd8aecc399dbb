import type { Texts } from "../../domain/language.ts";
import type { EventTimes, Place } from "../../domain/offers/offer.ts";
import type { OpeningHours } from "../../domain/offers/opening-hours.ts";
import type { MovedSessions } from "../../domain/offers/session-move.ts";
import type { Db } from "../connect.ts";
import { withEvent, type EventColumns } from "../event-times.ts";
import { live } from "../live.ts";
import { movedSessionsOf, type MovedRow } from "../moved-from.ts";
import { sql } from "../sql.ts";

/** The tickets' offer, its new time and place, for a message about them. */
interface MovedOffer {
  title: Texts;
  event?: EventTimes | undefined;
  moved?: MovedSessions | undefined;
  /** Set where they became shorter. */
  hours?: { hours: OpeningHours[]; weekdays?: number[] | undefined } | undefined;
  place: Place | null;
}

type MovedOfferRow = Pick<MovedOffer, "title" | "place"> &
  EventColumns &
  Pick<MovedRow, "movedSessions" | "movedFromHours"> & {
    hours: OpeningHours[] | null;
    weekdays: number[] | null;
  };

/** The moved offer, unless none of the recipients holds a live ticket of it any more. */
export async function findMovedOffer(
  db: Db,
  of: { offerId: string; recipientIds: string[] },
): Promise<MovedOffer | undefined> {
  const row = await sql(db, of).row<MovedOfferRow>(`
    select title, event_doors, event_start, event_end, sessions, moved_sessions,
      moved_from_hours, hours, weekdays, place
    from offers
    where id = :offerId and exists (
      select from passes
      where passes.offer_id = offers.id and passes.recipient_id = any(:recipientIds::uuid[])
        and passes.state in ${live})`);
  if (!row) return undefined;
  const { hours, weekdays, movedFromHours, movedSessions, ...others } = row;
  const isShorter = movedFromHours !== null && hours !== null;
  return {
    ...withEvent<MovedOffer & { sessions?: EventTimes[] }>(others),
    moved: movedSessionsOf(movedSessions),
    ...(isShorter && { hours: { hours, weekdays: weekdays ?? undefined } }),
  };
}
