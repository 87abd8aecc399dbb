import type { Trx } from "../connect.ts";

/**
 * Deletes the link between child and ticket for at most `limit` tickets that ended before the
 * instant; answers which. The way over the message goes with it. Waits for nobody.
 */
export async function anonymisePasses(
  trx: Trx,
  { endedUntil, at, limit }: { endedUntil: Date; at: Date; limit: number },
): Promise<string[]> {
  const { rows } = await trx.raw<{ rows: { serial_number: string }[] }>(
    `with due as (
       select serial_number from passes
       where ended_at <= ? and erased_at is null
       order by ended_at limit ? for no key update skip locked
     )
     update passes set recipient_id = null, message_id = null, erased_at = ?
     from due where passes.serial_number = due.serial_number
     returning passes.serial_number`,
    [endedUntil, limit, at],
  );
  return rows.map(({ serial_number }) => serial_number);
}

/** The recipient's live tickets. */
export async function liveTicketsOf(trx: Trx, recipientId: string): Promise<string[]> {
  const { rows } = await trx.raw<{ rows: { serial_number: string }[] }>(
    `select serial_number from passes where recipient_id = ? and state in ('pending', 'active')`,
    [recipientId],
  );
  return rows.map(({ serial_number }) => serial_number);
}

/**
 * Locks the recipient's tickets in order, and then the recipient against new ones: it waits for an
 * allocation that is inserting them, which has all its locks by then.
 */
export async function lockForRemoval(trx: Trx, recipientId: string): Promise<void> {
  await trx.raw(
    "select from passes where recipient_id = ? order by serial_number for no key update",
    [recipientId],
  );
  await trx.raw("select from recipients where id = ? for update", [recipientId]);
}

/**
 * Deletes the recipient with claim links and messages; all tickets, which are locked and have ended,
 * lose their link to it. A household goes with its last member.
 */
export async function deleteRecipient(trx: Trx, recipientId: string, at: Date): Promise<void> {
  await trx.raw(
    `update passes set recipient_id = null, message_id = null, erased_at = coalesce(erased_at, ?)
     where recipient_id = ?`,
    [at, recipientId],
  );
  await trx("messages").where({ recipient_id: recipientId }).delete();
  const [removed] = await trx("recipients")
    .where({ id: recipientId })
    .delete()
    .returning<{ household_id: string | null }[]>("household_id");
  if (!removed?.household_id) return;
  await trx.raw("select from households where id = ? for update", [removed.household_id]);
  await trx.raw(
    `delete from households
     where id = ? and not exists (select from recipients where recipients.household_id = households.id)`,
    [removed.household_id],
  );
}
