import type { Texts } from "../../domain/language.ts";
import type { AnnouncedTickets } from "../../domain/recipients/message-text.ts";
import type { Db, Trx } from "../connect.ts";

export type MessageChannel = "sms" | "email";

/**
 * Makes one message for all of the recipient's active tickets that nobody has spoken of. A ticket
 * that another transaction holds is left to the next message; two workers at once make one message.
 */
export async function announceTickets(
  trx: Trx,
  { recipientId, channel, at }: { recipientId: string; channel: MessageChannel; at: Date },
): Promise<void> {
  await trx.raw(
    `with unspoken as (
       select serial_number from passes
       where recipient_id = ? and state = 'active' and message_id is null
       order by serial_number for no key update skip locked
     ), message as (
       insert into messages (recipient_id, channel, created_at, next_attempt_at)
       select ?::uuid, ?, ?::timestamptz, ?::timestamptz where exists (select from unspoken)
       returning id
     )
     update passes set message_id = message.id
     from unspoken, message
     where passes.serial_number = unspoken.serial_number`,
    [recipientId, recipientId, channel, at, at],
  );
}

/**
 * Drops the recipient's unsent messages but those of the channel: how a recipient is reached may
 * have changed, and a protected address gets none. Their tickets are unspoken of again; that an offer
 * was cancelled goes by the new channel.
 */
export async function cancelOwedMessages(
  trx: Trx,
  recipientId: string,
  channel: MessageChannel | undefined,
): Promise<void> {
  if (channel) {
    await trx.raw(
      `update messages set channel = ?
       where recipient_id = ? and state = 'owed' and cancelled_offer_id is not null`,
      [channel, recipientId],
    );
  }
  await trx.raw(
    `delete from messages
     where recipient_id = ? and state = 'owed' and channel is distinct from ?::text`,
    [recipientId, channel ?? null],
  );
}

/**
 * Makes a message for everyone who knows of one of the tickets, by a message or by having it, that
 * its offer was cancelled. Answers who is to be told.
 */
export async function announceCancellation(
  trx: Trx,
  { offerId, serialNumbers, at }: { offerId: string; serialNumbers: string[]; at: Date },
): Promise<string[]> {
  const { rows } = await trx.raw<{ rows: { recipient_id: string }[] }>(
    `insert into messages (recipient_id, channel, cancelled_offer_id, created_at, next_attempt_at)
     select recipients.id, recipients.delivery, ?::uuid, ?::timestamptz, ?::timestamptz
     from recipients
     where recipients.delivery in ('sms', 'email')
       and recipients.id in (
         select passes.recipient_id from passes
         left join messages on messages.id = passes.message_id
         where passes.serial_number = any(?::text[])
           and (passes.fetched_at is not null or messages.state = 'sent'))
     returning recipient_id`,
    [offerId, at, at, serialNumbers],
  );
  return rows.map(({ recipient_id }) => recipient_id);
}

export interface DueMessage {
  id: string;
  channel: MessageChannel;
  attempts: number;
  /** The offer that was cancelled, when the message is about that. */
  cancelled: Texts | null;
}

/** 15 seconds until the next attempt, then 1, 4, 16, 64, 256 minutes, then six hours. */
const backOff = "least(power(4, least(attempts, 6)) * interval '15 seconds', interval '6 hours')";

/** The recipient's unsent messages whose time has come, each counted as tried and not due again at once. */
export async function takeDueMessages(
  trx: Trx,
  recipientId: string,
  at: Date,
): Promise<DueMessage[]> {
  const { rows } = await trx.raw<{ rows: DueMessage[] }>(
    `update messages
     set attempts = attempts + 1, next_attempt_at = ?::timestamptz + ${backOff}
     where id in (
       select id from messages
       where recipient_id = ? and state = 'owed' and next_attempt_at <= ?
       order by id for no key update skip locked)
     returning id, channel, attempts,
       (select title from offers where offers.id = messages.cancelled_offer_id) as cancelled`,
    [at, recipientId, at],
  );
  return rows;
}

/** What the message is about: its tickets that are still active, by offer, nearest end first. */
export async function announcedTickets(db: Db, messageId: string): Promise<AnnouncedTickets[]> {
  const { rows } = await db.raw<{ rows: AnnouncedTickets[] }>(
    `select offers.title, count(*)::int as count, offers.valid_until as "validUntil"
     from passes join offers on offers.id = passes.offer_id
     where passes.message_id = ? and passes.state = 'active'
     group by offers.id order by offers.valid_until, offers.id`,
    [messageId],
  );
  return rows;
}

export async function markMessageSent(db: Db, id: string, at: Date): Promise<void> {
  await db("messages").where({ id }).update({ state: "sent", sent_at: at });
}

/** Gives the message up. */
export async function markMessageFailed(db: Db, id: string): Promise<void> {
  await db("messages").where({ id, state: "owed" }).update({ state: "failed" });
}

/** Deletes a message that has nothing left to say. */
export async function cancelMessage(trx: Trx, id: string): Promise<void> {
  await trx("messages").where({ id }).delete();
}
