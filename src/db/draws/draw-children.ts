import type { Db, Trx } from "../connect.ts";
import { sql } from "../sql.ts";

/** A child behind a row of a draw's list. */
export interface DrawChild {
  rowId: string;
  recipientId: string;
}

export async function insertDrawChildren(
  trx: Trx,
  drawId: string,
  children: DrawChild[],
): Promise<void> {
  const rowIds = children.map(({ rowId }) => rowId);
  const recipientIds = children.map(({ recipientId }) => recipientId);
  await sql(trx, { drawId, rowIds, recipientIds }).count(`
    insert into draw_children (draw_id, row_id, recipient_id)
    select :drawId, new.row_id, new.recipient_id
    from unnest(:rowIds::text[], :recipientIds::uuid[]) as new (row_id, recipient_id)`);
}

/** The children behind the rows as they are now, without removed ones. */
export function findDrawChildren(
  db: Db,
  drawId: string,
): Promise<(DrawChild & { municipality: string; birthYear: number })[]> {
  return sql(db, { drawId }).rows(`
    select draw_children.row_id, draw_children.recipient_id, recipients.birth_year,
      recipients.municipality_number as municipality
    from draw_children join recipients on recipients.id = draw_children.recipient_id
    where draw_id = :drawId
    order by draw_children.row_id, draw_children.recipient_id`);
}

/** Deletes who took part in draws of offers that ended before the instant; lists and results stay. */
export async function deleteDrawChildren(trx: Trx, endedUntil: Date): Promise<void> {
  await sql(trx, { endedUntil }).count(`
    delete from draw_children using draws, offers
    where draws.id = draw_children.draw_id and offers.id = draws.offer_id
      and offers.valid_until <= :endedUntil`);
}

/** Deletes the counts of anonymised tickets of months that were over before the instant. */
export async function deletePastTicketCounts(trx: Trx, before: Date): Promise<void> {
  await sql(trx, { before }).count(`
    delete from past_ticket_counts
    where (month + interval '1 month') at time zone 'Europe/Oslo' <= :before`);
}
