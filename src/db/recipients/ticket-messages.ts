import type { Guardian } from "../../domain/recipients/message-contact.ts";
import type { ReachedContact } from "../../domain/recipients/told-together.ts";
import type { Trx } from "../connect.ts";
import { isLiveToNav } from "../nav-state.ts";
import { sql } from "../sql.ts";

/**
 * Inserts one message for all issued tickets without one of the recipients that are live to NAV, used ones too, who
 * are told together and get messages: of the first of them who has such a ticket. Tickets whose allocation still has
 * pending ones for them wait, so that one message tells of it; the last one's issue, or the sweep, comes back. A
 * ticket that another transaction has locked is left to the next message; two workers at once insert one message.
 */
export async function announceTickets(
  trx: Trx,
  message: { recipientIds: string[]; at: Date },
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
      select id, delivery, :at::timestamptz, :at::timestamptz from recipients
      where id = (select recipient_id from unspoken order by recipient_id limit 1)
      returning id
    )
    update passes set message_id = message.id
    from unspoken, message
    where passes.serial_number = unspoken.serial_number`);
}

/**
 * Takes tickets out of unsent messages where the recipients and a former sibling shared one: the recipients' tickets out
 * of messages to others, and others' tickets out of messages to the recipients. Each is announced anew.
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
 * Makes the unsent messages due that announced tickets of a recipient to whom the link is repeated now, also where they
 * wait for another attempt: they carry the link. Those that were refused tell nothing.
 */
export async function hastenAnnouncements(
  trx: Trx,
  of: { recipientIds: string[]; at: Date },
): Promise<void> {
  const isUnsent = (message: string) =>
    `(${message}.state = 'owed' or ${message}.state = 'failed' and not ${message}.refused)`;
  await sql(trx, of).count(`
    update messages set next_attempt_at = :at
    where recipient_id = any(:recipientIds::uuid[]) and next_attempt_at > :at
      and ${isUnsent("messages")}
      and coalesce(copy_of, id) in (
        select passes.message_id
        from messages as repeated join passes on passes.recipient_id = repeated.recipient_id
        where repeated.recipient_id = any(:recipientIds::uuid[]) and repeated.repeats
          and ${isUnsent("repeated")} and repeated.next_attempt_at <= :at)`);
}

/** A message that was not tried yet, and to whom copies of it go. */
export interface MessageToCopy {
  id: string;
  recipientId: string;
  guardian: Guardian;
  /** It is about its own child alone. */
  isAboutOne: boolean;
  copies: { recipientId: string; guardian: Guardian }[];
}

/** The unsent messages to the recipients that were not tried yet, without copies. */
export function messagesToCopy(trx: Trx, recipientIds: string[]): Promise<MessageToCopy[]> {
  return sql(trx, { recipientIds }).rows(`
    select id, recipient_id, guardian,
      num_nonnulls(cancelled_offer_id, moved_offer_id) > 0 or repeats as is_about_one,
      coalesce((
        select jsonb_agg(jsonb_build_object(
          'recipientId', copies.recipient_id, 'guardian', copies.guardian))
        from messages as copies where copies.copy_of = messages.id), '[]') as copies
    from messages
    where recipient_id = any(:recipientIds::uuid[]) and copy_of is null and state = 'owed'
      and attempts = 0
    order by id`);
}

/** Inserts a copy of the message to each of the contacts, which leaves with it; one for each guardian. */
export async function copyMessage(
  trx: Trx,
  { id, contacts, at }: { id: string; contacts: readonly ReachedContact[]; at: Date },
): Promise<void> {
  if (contacts.length === 0) return;
  await sql(trx, {
    ...{ id, at },
    recipientIds: contacts.map(({ recipientId }) => recipientId),
    guardians: contacts.map(({ guardian }) => guardian),
    channels: contacts.map(({ channel }) => channel),
  }).count(`
    insert into messages (recipient_id, guardian, copy_of, channel, created_at, next_attempt_at)
    select copies.recipient_id, copies.guardian, messages.id, copies.channel, :at::timestamptz,
      messages.next_attempt_at
    from messages, unnest(:recipientIds::uuid[], :guardians::int[], :channels::text[])
      as copies (recipient_id, guardian, channel)
    where messages.id = :id::uuid
    on conflict (copy_of, recipient_id, guardian) do nothing`);
}
