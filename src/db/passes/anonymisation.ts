import type { Trx } from "../connect.ts";
import { live } from "../live.ts";
import { sql } from "../sql.ts";

/**
 * Anonymises at most `limit` tickets that ended before the instant: deletes their links to recipient
 * and message. Returns their serial numbers. Skips locked tickets.
 */
export function anonymisePasses(
  trx: Trx,
  due: { endedUntil: Date; at: Date; limit: number },
): Promise<string[]> {
  return sql(trx, due).column(`
    with due as (
      select serial_number from passes
      where ended_at <= :endedUntil and erased_at is null
      order by ended_at limit :limit for no key update skip locked
    )
    update passes set recipient_id = null, message_id = null, erased_at = :at
    from due where passes.serial_number = due.serial_number
    returning passes.serial_number`);
}

/** The recipient's live tickets. */
export function liveTicketsOf(trx: Trx, recipientId: string): Promise<string[]> {
  return sql(trx, { recipientId }).column(`
    select serial_number from passes where recipient_id = :recipientId and state in ${live}`);
}

/**
 * Locks the recipient's tickets in order, and then the recipient against new ones: it waits for an
 * allocation that is inserting them, which has all its locks by then.
 */
export async function lockForRemoval(trx: Trx, recipientId: string): Promise<void> {
  const { count } = sql(trx, { recipientId });
  await count(`
    select from passes where recipient_id = :recipientId
    order by serial_number for no key update`);
  await count("select from recipients where id = :recipientId for update");
}

/**
 * Deletes the recipient with claim links and messages, and the household of a last member. All
 * tickets, which are locked and have ended, are anonymised.
 */
export async function deleteRecipient(trx: Trx, recipientId: string, at: Date): Promise<void> {
  const { count, column } = sql(trx, { recipientId, at });
  await count(`
    update passes set recipient_id = null, message_id = null, erased_at = coalesce(erased_at, :at)
    where recipient_id = :recipientId`);
  await count("delete from messages where recipient_id = :recipientId");
  const [householdId] = await column<string | null>(
    "delete from recipients where id = :recipientId returning household_id",
  );
  if (!householdId) return;
  const household = sql(trx, { householdId });
  await household.count("select from households where id = :householdId for update");
  await household.count(`
    delete from households where id = :householdId
      and not exists (select from recipients where recipients.household_id = households.id)`);
}
