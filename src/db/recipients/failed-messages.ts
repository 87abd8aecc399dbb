import type { DeliveryFailure } from "../../domain/recipients/delivery-report.ts";
import type { Recipient } from "../../domain/recipients/recipient.ts";
import type { KeyRing } from "../../key-ring.ts";
import type { Db, Trx } from "../connect.ts";
import { sql } from "../sql.ts";
import type { MessageChannel } from "./messages.ts";
import { columns, decrypted, type RecipientRow } from "./recipient-row.ts";

/**
 * The recipients of these municipalities; of one alone, also in the name of a sibling who is told with it, with an
 * id; of an allocation the messages about its tickets.
 */
export interface FailedMessagesOf {
  municipalities: string[];
  recipientId?: string | undefined;
  allocationId?: string | undefined;
}

const allFailedOf = `
  messages.state = 'failed'
  and messages.recipient_id in (
    select id from recipients
    where municipality_number = any(:municipalities::text[]))
  and (:recipientId::uuid is null or messages.recipient_id = :recipientId::uuid
    or coalesce(messages.copy_of, messages.id) in (
      select message_id from passes where recipient_id = :recipientId::uuid))
  and (:allocationId::uuid is null or coalesce(messages.copy_of, messages.id) in (
    select message_id from passes where allocation_id = :allocationId::uuid))`;

/**
 * Those that announce tickets or repeat the link, and their copies: they leave whatever is left of the tickets. Whether
 * a reminder, or a message about a moved or cancelled offer, left at all would tell NAV of the tickets' use.
 */
const isShown = `message_kind(coalesce(messages.copy_of, messages.id)) in ('tickets', 'link')`;

const failedOf = `${allFailedOf} and ${isShown}`;

const bindings = ({ municipalities, recipientId, allocationId }: FailedMessagesOf) => ({
  municipalities,
  recipientId,
  allocationId,
});

export function countFailedMessages(db: Db, of: FailedMessagesOf): Promise<number> {
  return sql(db, bindings(of)).value(`select count(*)::int from messages where ${failedOf}`);
}

export interface FailedMessage {
  recipient: Recipient;
  channel: MessageChannel;
  failedAt: Date;
  /** The mail server or gateway refused this message; else it could not be reached or was in trouble. */
  isRefused: boolean;
  /** What the gateway reported after it had taken the message. */
  failure: DeliveryFailure | null;
}

/** The messages that were given up longest ago, each with its recipient, decrypted. */
export async function failedMessages(
  db: Db,
  keyRing: KeyRing,
  of: FailedMessagesOf,
  limit: number,
): Promise<FailedMessage[]> {
  const rows = await sql(db, { ...bindings(of), limit }).rows<
    RecipientRow & Omit<FailedMessage, "recipient">
  >(`
    select ${columns}, messages.channel, messages.failed_at, messages.refused as is_refused,
      messages.failure
    from messages join recipients on recipients.id = messages.recipient_id
    where ${failedOf}
    order by messages.failed_at, messages.id limit :limit`);
  return rows.map(({ channel, failedAt, isRefused, failure, ...row }) => ({
    recipient: decrypted(keyRing, row),
    channel,
    failedAt,
    isRefused,
    failure,
  }));
}

/**
 * Makes given-up messages due, with all their attempts, also those that NAV does not see. Returns their recipients, and
 * how many of them NAV sees a message of.
 */
export async function requeueFailedMessages(
  trx: Trx,
  of: FailedMessagesOf,
  at: Date,
): Promise<{ recipientIds: string[]; shown: number }> {
  const found = await sql(trx, { ...bindings(of), at }).rows<{ id: string; isShown: boolean }>(`
    with requeued as (
      update messages
      set state = 'owed', attempts = 0, next_attempt_at = :at, failed_at = null, refused = false,
        failure = null, gateway_id = null
      where ${allFailedOf}
      returning recipient_id, ${isShown} as is_shown
    )
    select recipient_id as id, bool_or(is_shown) as is_shown from requeued group by recipient_id`);
  const shown = found.filter((each) => each.isShown).length;
  return { recipientIds: found.map(({ id }) => id), shown };
}

/**
 * Makes messages due again that were given up while the channel was down, once one has been sent through it: at most
 * 500 at a time, and none that was tried within the hour, since that one may always fail.
 */
export async function reviveFailedMessages(
  trx: Trx,
  revival: { channel: MessageChannel; at: Date },
): Promise<void> {
  await sql(trx, revival).count(`
    update messages set next_attempt_at = :at
    where id in (
      select id from messages
      where state = 'failed' and not refused and channel = :channel
        and next_attempt_at > :at and next_attempt_at < :at::timestamptz + interval '5 hours'
      order by next_attempt_at limit 500
      for no key update skip locked)`);
}

/** Number of messages by state: to be sent, and given up. */
export function countUnsentMessages(db: Db): Promise<{ owed: number; failed: number }> {
  return sql(db).onlyRow(`
    select count(*) filter (where state = 'owed')::int as owed,
      count(*) filter (where state = 'failed')::int as failed
    from messages where state in ('owed', 'failed')`);
}
