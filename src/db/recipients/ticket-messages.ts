import type { Trx } from "../connect.ts";
import { isLiveToNav } from "../nav-state.ts";
import { sql } from "../sql.ts";
import type { MessageChannel } from "./messages.ts";

/**
 * Inserts one message for all issued tickets without one of the recipients that are live to NAV, used ones too, whom one contact reaches: of the first of
 * them who has such a ticket. Tickets whose allocation still has pending ones for them wait, so that one message tells
 * of it; the last one's issue, or the sweep, comes back. A ticket that another transaction has locked is left to the
 * next message; two workers at once insert one message.
 */
export async function announceTickets(
  trx: Trx,
  message: { recipientIds: string[]; channel: MessageChannel; at: Date },
): Promise<void> {
  await sql(trx, message).count(`
    with unspoken as (
      select serial_number, recipient_id from passes
      where recipient_id = any(:recipientIds::uuid[]) and state in ('active', 'used')
        and message_id is null and ${isLiveToNav} and not exists (
          select from passes as other
          where other.allocation_id = passes.allocation_id
            and other.recipient_id = any(:recipientIds::uuid[]) and other.state = 'pending')
      order by serial_number for no key update skip locked
    ), message as (
      insert into messages (recipient_id, channel, created_at, next_attempt_at)
      select (array_agg(recipient_id order by recipient_id))[1], :channel, :at::timestamptz,
        :at::timestamptz
      from unspoken having count(*) > 0
      returning id
    )
    update passes set message_id = message.id
    from unspoken, message
    where passes.serial_number = unspoken.serial_number`);
}

/**
 * Takes tickets out of unsent messages that go to other recipients than those whom the contact reaches, and theirs out of
 * others' messages: siblings who were told together, and are reached in two places by now.
 */
export async function partTickets(trx: Trx, recipientIds: string[]): Promise<void> {
  await sql(trx, { recipientIds }).count(`
    update passes set message_id = null
    where serial_number in (
      select serial_number from passes
      where serial_number in (
        select passes.serial_number from passes join messages on messages.id = passes.message_id
        where passes.recipient_id = any(:recipientIds::uuid[])
          and messages.recipient_id <> all(:recipientIds::uuid[])
          and messages.state in ('owed', 'failed')
        union all
        select passes.serial_number from messages join passes on passes.message_id = messages.id
        where messages.recipient_id = any(:recipientIds::uuid[])
          and passes.recipient_id <> all(:recipientIds::uuid[])
          and messages.state in ('owed', 'failed'))
      order by serial_number for no key update)`);
}

/**
 * Inserts a second guardian's copy of the unsent messages to the recipients that were not tried yet: to the second
 * guardian of the first of `childIds`, once each. Of what is about one child alone, those about its own children.
 */
export async function copyMessages(
  trx: Trx,
  copies: { recipientIds: string[]; childIds: string[]; channel: MessageChannel; at: Date },
): Promise<void> {
  await sql(trx, copies).count(`
    insert into messages (recipient_id, guardian, copy_of, channel, created_at, next_attempt_at)
    select (:childIds::uuid[])[1], 2, id, :channel, :at::timestamptz, next_attempt_at
    from messages
    where recipient_id = any(:recipientIds::uuid[]) and guardian = 1 and state = 'owed'
      and attempts = 0
      and (recipient_id = any(:childIds::uuid[])
        or num_nonnulls(cancelled_offer_id, moved_offer_id) = 0 and not repeats)
    on conflict (copy_of, recipient_id) do nothing`);
}
