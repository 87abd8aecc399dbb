import type { DeliveryFailure } from "../../domain/recipients/delivery-report.ts";
import {
  guardianAt,
  guardianContact,
  type Guardian,
} from "../../domain/recipients/message-contact.ts";
import type { MessageState } from "../../domain/recipients/message-state.ts";
import type { KeyRing } from "../../key-ring.ts";
import type { Db } from "../connect.ts";
import { sql } from "../sql.ts";
import { messageState } from "../message-state.ts";
import { householdMembers } from "./household-members.ts";
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
  /** To which of the recipient's guardians it goes. */
  guardian: Guardian;
}

/**
 * The messages to the recipient's guardians that announced its tickets, also with a sibling's and to a second guardian, and
 * those that repeated the link, newest first. Others depend on what is left of the tickets, and would tell of their use. A
 * message in a sibling's name is this recipient's, too, where it goes to the same phone number or e-mail address.
 */
export async function recipientMessages(
  db: Db,
  keyRing: KeyRing,
  recipientId: string,
): Promise<RecipientMessage[]> {
  const rows = await sql(db, { recipientId }).rows<RecipientMessage & { toId: string }>(`
    select messages.id, messages.channel, ${messageState} as state, messages.failure,
      coalesce(messages.delivered_at, messages.failed_at, messages.sent_at, messages.created_at) as at,
      message_kind(coalesce(messages.copy_of, messages.id)) as about,
      messages.recipient_id as to_id, messages.guardian
    from messages
    where coalesce(messages.copy_of, messages.id) in (
        select message_id from passes where passes.recipient_id = :recipientId)
      or messages.recipient_id = :recipientId
        and message_kind(coalesce(messages.copy_of, messages.id)) in ('tickets', 'link')
    order by messages.created_at desc, messages.id`);
  const isAlone = rows.every(({ toId }) => toId === recipientId);
  const household = isAlone ? [] : await householdMembers(db, keyRing, recipientId);
  const find = (id: string) => household.find(({ recipient }) => recipient.id === id)?.recipient;
  return rows.flatMap(({ toId, guardian, ...message }) => {
    if (toId === recipientId) return [{ ...message, guardian }];
    const [own, sibling] = [find(recipientId), find(toId)];
    const to = sibling && guardianContact(sibling, guardian)?.to;
    const reached = own && to !== undefined ? guardianAt(own, to) : undefined;
    return reached ? [{ ...message, guardian: reached }] : [];
  });
}
