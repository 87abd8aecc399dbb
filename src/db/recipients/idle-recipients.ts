import type { Db, Trx } from "../connect.ts";
import { sql } from "../sql.ts";

/**
 * Notes at most `limit` recipients who hold a ticket, and were noted a week ago or longer, as in use today. Returns
 * how many. Skips locked ones, which the next night notes.
 */
export function noteRecipientsInUse(
  trx: Trx,
  note: { today: string; limit: number },
): Promise<number> {
  return sql(trx, note).count(`
    update recipients set in_use_on = :today::date
    where id in (
      select id from recipients
      where in_use_on <= :today::date - 7
        and exists (select from passes where passes.recipient_id = recipients.id)
      order by id limit :limit for no key update skip locked)`);
}

/** Condition: the municipality's retention is over, and no ticket, waiting list or running draw leads to the recipient. */
const isIdle = `
  in_use_on + (
    select recipient_retention_days from municipalities where number = municipality_number
  ) <= :today::date
  and not exists (select from passes where passes.recipient_id = recipients.id)
  and not exists (select from waiting_places where waiting_places.recipient_id = recipients.id)
  and not exists (
    select from draw_children join draws on draws.id = draw_id
    where draw_children.recipient_id = recipients.id and draws.state in ('committed', 'closed'))`;

/** At most `limit` recipients whose municipality keeps them no longer, by id after the given one. */
export function findIdleRecipients(
  db: Db,
  due: { today: string; after: string; limit: number },
): Promise<string[]> {
  return sql(db, due).column(`
    select id from recipients where id > :after::uuid and ${isIdle} order by id limit :limit`);
}

/** Whether the recipient, which is locked against new tickets, is still one of them. */
export async function isIdleRecipient(
  trx: Trx,
  recipient: { id: string; today: string },
): Promise<boolean> {
  return (
    (await sql(trx, recipient).count(`select from recipients where id = :id::uuid and ${isIdle}`)) >
    0
  );
}
