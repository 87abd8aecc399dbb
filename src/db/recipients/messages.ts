import type { Texts } from "../../domain/language.ts";
import type { EndedTicket } from "../../domain/recipients/cancellation-text.ts";
import type { Guardian } from "../../domain/recipients/message-contact.ts";
import type { Trx } from "../connect.ts";
import { withEvent, type EventColumns } from "../event-times.ts";
import { sql } from "../sql.ts";

export type MessageChannel = "sms" | "email";

/**
 * Deletes the recipient's unsent messages to the guardian but those of the channel, after a change of how to reach
 * the guardian; a protected address gets none. Their tickets are without a message again; that an
 * offer was cancelled or moved, a repeated link, a reminder, a copy, and what has copies, go by the new channel.
 * Without a channel it leaves those that have copies, and returns their ids.
 */
export async function cancelOwedMessages(
  trx: Trx,
  {
    recipientId,
    guardian,
    channel,
  }: { recipientId: string; guardian: Guardian; channel: MessageChannel | undefined },
): Promise<string[]> {
  const { count, column } = sql(trx, { recipientId, guardian, channel });
  const hasCopies = "exists (select from messages as copies where copies.copy_of = messages.id)";
  const unsent = `recipient_id = :recipientId and guardian = :guardian::int
    and state in ('owed', 'failed')`;
  if (channel) {
    await count(`
      update messages set channel = :channel
      where ${unsent} and (num_nonnulls(cancelled_offer_id, moved_offer_id, copy_of) > 0
        or repeats or reminds or ${hasCopies})`);
  }
  await count(`
    delete from messages
    where ${unsent} and channel is distinct from :channel::text and not ${hasCopies}`);
  return column(`
    select id from messages where ${unsent} and channel is distinct from :channel::text order by id`);
}

export interface DueMessage {
  id: string;
  recipientId: string;
  guardian: Guardian;
  /** The message that says what it is about: itself, or the one that it copies. */
  aboutId: string;
  channel: MessageChannel;
  attempts: number;
  cancelledOfferId: string | null;
  /** The offer whose ticket its provider ended, when the message is about that, and whether all of it is cancelled. */
  ended: EndedTicket | null;
  /** The offer whose time or place changed, when the message is about that. */
  movedOfferId: string | null;
  /** It repeats the link, with all active tickets. */
  repeats: boolean;
  /** It reminds of tickets that are not fetched. */
  reminds: boolean;
}

type DueRow = Omit<DueMessage, "ended"> &
  EventColumns & { title: Texts | null; isCancelled: boolean };

/** 15 seconds until the next attempt, then 1, 4, 16, 64, 256 minutes, then six hours. */
const backOff = "least(power(4, least(attempts, 6)) * interval '15 seconds', interval '6 hours')";

/**
 * The recipients' due messages, each counted as attempted and postponed to its next attempt; also those
 * that were given up while the channel was away. Copies come after what they copy, and repeated links last.
 */
export async function takeDueMessages(
  trx: Trx,
  recipientIds: string[],
  at: Date,
): Promise<DueMessage[]> {
  const rows = await sql(trx, { recipientIds, at }).rows<DueRow>(`
    with taken as (
      update messages
      set attempts = attempts + 1, next_attempt_at = :at::timestamptz + ${backOff}
      where id in (
        select id from messages
        where recipient_id = any(:recipientIds::uuid[]) and next_attempt_at <= :at
          and (state = 'owed' or (state = 'failed' and not refused))
        order by id for no key update skip locked)
      returning id, recipient_id, guardian, coalesce(copy_of, id) as about_id, channel, attempts,
        created_at
    )
    select taken.id, taken.recipient_id, taken.guardian, taken.about_id, taken.channel,
      taken.attempts, about.cancelled_offer_id, about.moved_offer_id, about.repeats, about.reminds,
      offers.title, offers.cancelled_at is not null as is_cancelled,
      offers.event_doors, offers.event_start, offers.event_end, offers.sessions
    from taken join messages as about on about.id = taken.about_id
    left join offers on offers.id = about.cancelled_offer_id
    order by about.repeats, taken.about_id <> taken.id, taken.guardian, taken.created_at, taken.id`);
  return rows.map((row) => {
    const { title, isCancelled, eventDoors, eventStart, eventEnd, sessions, ...due } = row;
    const dates = { eventDoors, eventStart, eventEnd, sessions };
    const ended = title && withEvent<EndedTicket>({ title, isCancelled, ...dates });
    return { ...due, ended };
  });
}

/** Marks the message as handed over, under the gateway's id. What it reported of it before is void. */
export async function markMessageSent(
  trx: Trx,
  sent: { id: string; gatewayId: string | undefined; at: Date },
): Promise<void> {
  await sql(trx, sent).count(`
    update messages
    set state = 'sent', sent_at = :at, gateway_id = :gatewayId, delivered_at = null,
      failed_at = null, failure = null
    where id = :id`);
}

/**
 * Marks the message as given up, unless it was sent meanwhile. A refused message is tried again only when an officer
 * asks for it.
 */
export async function markMessageFailed(
  trx: Trx,
  failure: { id: string; at: Date; isRefused: boolean },
): Promise<void> {
  await sql(trx, failure).count(`
    update messages
    set state = 'failed', failed_at = coalesce(failed_at, :at), refused = :isRefused
    where id = :id and state <> 'sent'`);
}
