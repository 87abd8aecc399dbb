import type { DeliveryFailure } from "../../domain/recipients/delivery-report.ts";
import type { MessageState } from "../../domain/recipients/message-state.ts";
import type { Db } from "../connect.ts";
import { sql } from "../sql.ts";
import { messageState } from "../message-state.ts";
import type { MessageChannel } from "./messages.ts";

export interface RecipientMessage {
  id: string;
  channel: MessageChannel;
  state: MessageState;
  /** What the gateway reported of a failed one. */
  failure: DeliveryFailure | null;
  /** Since when it is in that state. */
  at: Date;
  /** Whether it repeats the link. */
  repeats: boolean;
}

/**
 * The messages that announced the recipient's tickets, also with a sibling's and to a second guardian, and those that repeated the
 * link, newest first. Others depend on what is left of the tickets, and would tell of their use.
 */
export function recipientMessages(db: Db, recipientId: string): Promise<RecipientMessage[]> {
  return sql(db, { recipientId }).rows(`
    select messages.id, messages.channel, ${messageState} as state, messages.failure,
      coalesce(messages.delivered_at, messages.failed_at, messages.sent_at, messages.created_at) as at,
      about.repeats
    from messages
    join messages as about on about.id = coalesce(messages.copy_of, messages.id)
    where about.id in (select message_id from passes where passes.recipient_id = :recipientId)
      or messages.recipient_id = :recipientId and about.repeats
    order by messages.created_at desc, messages.id`);
}
