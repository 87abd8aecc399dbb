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
  /** Whether it announced tickets or repeated the link. */
  about: "tickets" | "link";
}

/**
 * The messages that announced the recipient's tickets, also with a sibling's and to a second guardian, and those that repeated the
 * link, newest first. Others depend on what is left of the tickets, and would tell of their use.
 */
export function recipientMessages(db: Db, recipientId: string): Promise<RecipientMessage[]> {
  return sql(db, { recipientId }).rows(`
    select messages.id, messages.channel, ${messageState} as state, messages.failure,
      coalesce(messages.delivered_at, messages.failed_at, messages.sent_at, messages.created_at) as at,
      message_kind(coalesce(messages.copy_of, messages.id)) as about
    from messages
    where coalesce(messages.copy_of, messages.id) in (
        select message_id from passes where passes.recipient_id = :recipientId)
      or messages.recipient_id = :recipientId
        and message_kind(coalesce(messages.copy_of, messages.id)) = 'link'
    order by messages.created_at desc, messages.id`);
}
