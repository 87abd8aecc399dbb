import type { OfferMoveFrom } from "../../domain/offers/offer-move.ts";
import type { Db, Trx } from "../connect.ts";
import { movedColumns, moveOf, type MovedRow } from "../moved-from.ts";
import { sql } from "../sql.ts";

/** What the offer's last change of time or place replaced. */
export async function findMove(db: Db, id: string): Promise<OfferMoveFrom> {
  return moveOf(
    await sql(db, { id }).onlyRow<MovedRow>(
      `select ${movedColumns} from offers where id = :id::uuid`,
    ),
  );
}

/** Records when a locked offer's time or place changed, and what its tickets said before. */
export async function setOfferMoved(
  trx: Trx,
  id: string,
  { at, start, doors, end, sessions, hours, place }: OfferMoveFrom & { at: Date },
): Promise<void> {
  const stored = sessions && JSON.stringify(sessions);
  const values = {
    id,
    at,
    start,
    doors,
    end,
    stored,
    hours: hours && JSON.stringify(hours),
    place,
  };
  await sql(trx, values).count(`
    update offers
    set moved_at = :at, moved_from_start = :start::timestamptz, moved_from_doors = :doors::timestamptz,
      moved_from_end = :end::timestamptz, moved_sessions = :stored::jsonb,
      moved_from_hours = :hours::jsonb, moved_from_place = :place::text
    where id = :id`);
}
