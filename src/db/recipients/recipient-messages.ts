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
}

/**
 * The messages that announced the recipient's tickets, also with a sibling's and to a second guardian, newest first. Others depend on what is left of the
 * tickets, and would tell of their use.
 */
export function recipientMessages(db: Db, recipientId: string): Promise<RecipientMessage[]> {
  return sql(db, { recipientId }).rows(`
    select id, channel, ${messageState} as state, failure,
      coalesce(delivered_at, failed_at, sent_at, created_at) as at
    from messages
    where coalesce(copy_of, id) in (
      select message_id from passes where passes.recipient_id = :recipientId)
    order by created_at desc, id`);
}
