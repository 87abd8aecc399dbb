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
