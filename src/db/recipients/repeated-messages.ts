import type { Trx } from "../connect.ts";
import { sql } from "../sql.ts";
import type { MessageChannel } from "./messages.ts";

/**
 * Inserts a message that repeats the link to a recipient, who is locked; false when one was inserted within
 * the minute before.
 */
export async function insertRepeatedMessage(
  trx: Trx,
  message: { recipientId: string; channel: MessageChannel; at: Date },
): Promise<boolean> {
  const inserted = await sql(trx, message).count(`
    insert into messages (recipient_id, channel, repeats, created_at, next_attempt_at)
    select :recipientId::uuid, :channel, true, :at::timestamptz, :at::timestamptz
    where not exists (
      select from messages
      where recipient_id = :recipientId and repeats
        and created_at > :at::timestamptz - interval '1 minute')`);
  return inserted > 0;
}

/**
 * Inserts a message that repeats the link to each of the recipients, who are locked and get messages, since the link
 * that they have was ended: only a message that has not left yet stands for it. Returns the recipients of those inserted.
 */
export function insertNewLinkMessages(
  trx: Trx,
  messages: { recipientIds: readonly string[]; at: Date },
): Promise<string[]> {
  return sql(trx, messages).column(`
    insert into messages (recipient_id, channel, repeats, created_at, next_attempt_at)
    select id, delivery, true, :at::timestamptz, :at::timestamptz
    from recipients
    where id = any(:recipientIds::uuid[]) and delivery in ('sms', 'email') and not exists (
      select from messages
      where messages.recipient_id = recipients.id and repeats and state in ('owed', 'failed'))
    returning recipient_id`);
}

/**
 * Inserts a message that repeats the link to each of the recipients, who are locked and get messages; none to those
 * for whom one was inserted within ten minutes before. Returns the recipients of those inserted.
 */
export function insertRepeatedMessages(
  trx: Trx,
  messages: { recipientIds: string[]; at: Date },
): Promise<string[]> {
  return sql(trx, messages).column(`
    insert into messages (recipient_id, channel, repeats, created_at, next_attempt_at)
    select id, delivery, true, :at::timestamptz, :at::timestamptz
    from recipients
    where id = any(:recipientIds::uuid[]) and not exists (
      select from messages
      where messages.recipient_id = recipients.id and repeats
        and messages.created_at > :at::timestamptz - interval '10 minutes')
    returning recipient_id`);
}
