import type { Trx } from "../connect.ts";
import { sql } from "../sql.ts";

/**
 * Deletes a message that has nothing to tell its contact. One of its copies, sent or not, is the message from then on,
 * and tells of the other children's tickets; returns its id, undefined where there is none.
 */
export async function deleteMessage(trx: Trx, id: string): Promise<string | undefined> {
  const { count, row } = sql(trx, { id });
  const heir = await row<{ id: string }>(`
    update messages set copy_of = null
    where id = (
      select id from messages where copy_of = :id::uuid order by guardian, id limit 1 for update)
    returning id`);
  if (!heir) {
    await count("delete from messages where id = :id::uuid");
    return undefined;
  }
  const { count: move } = sql(trx, { id, heirId: heir.id });
  await move("update messages set copy_of = :heirId::uuid where copy_of = :id::uuid");
  await move(`
    update passes set message_id = :heirId::uuid
    where serial_number in (
      select serial_number from passes where message_id = :id::uuid
      order by serial_number for no key update)`);
  await move("update reminders set message_id = :heirId::uuid where message_id = :id::uuid");
  await move(`
    with dropped as (
      delete from messages where id = :id::uuid
      returning cancelled_offer_id, moved_offer_id, repeats, reminds
    )
    update messages
    set cancelled_offer_id = dropped.cancelled_offer_id, moved_offer_id = dropped.moved_offer_id,
      repeats = dropped.repeats, reminds = dropped.reminds
    from dropped where id = :heirId::uuid`);
  return heir.id;
}
