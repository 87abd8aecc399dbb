import type { Db, Trx } from "../connect.ts";
import { isLiveToNav } from "../nav-state.ts";
import { sql } from "../sql.ts";

/** Why a holder is reminded of a ticket. */
type ReminderKind = "deadline" | "event" | "asked";

/** A ticket that its holder is to be reminded of. */
export interface DueReminder {
  serialNumber: string;
  kind: ReminderKind;
  recipientId: string;
}

/** A condition on a row of offers: its event, or one of its sessions, begins between the instants. */
const beginsSoon = `(offers.event_start > :at and offers.event_start < :until
  or exists (
    select from jsonb_array_elements(offers.sessions) as session
    where (session ->> 'start')::timestamptz > :at and (session ->> 'start')::timestamptz < :until))`;

/** A condition on a row of passes: its holder was told of it by a message, and has not got it in any form. */
const isUnfetched = `passes.fetched_at is null
  and passes.handed_out_at is null and passes.return_at is null
  and exists (
    select from messages where messages.id = passes.message_id and messages.state = 'sent'
      and messages.sent_at < :toldBefore)`;

/**
 * At most `limit` unfetched tickets of recipients who get messages, whose deadline, event or session comes before the
 * instant `until`, and of which no reminder of that kind was written, and none after `remindedBefore`; those of one
 * household together. Used ones count, so that an officer who reminds gets the same answer of them; no message leaves.
 */
export function dueReminders(
  db: Db,
  when: { at: Date; toldBefore: Date; remindedBefore: Date; until: Date; limit: number },
): Promise<DueReminder[]> {
  return sql(db, when).rows(`
    with due as (
      select serial_number, 'deadline' as kind from passes
      where state = 'active' and fetched_at is null and claim_until > :at and claim_until <= :until
      union all
      select passes.serial_number, 'event' from offers join passes on passes.offer_id = offers.id
      where ${beginsSoon}
        and passes.state in ('active', 'used') and passes.fetched_at is null
    )
    select passes.serial_number, due.kind, passes.recipient_id
    from due join passes on passes.serial_number = due.serial_number
    join recipients on recipients.id = passes.recipient_id
    where recipients.delivery in ('sms', 'email') and ${isUnfetched}
      and not exists (
        select from reminders where reminders.serial_number = passes.serial_number
          and (reminders.kind = due.kind or reminders.created_at > :remindedBefore))
    order by coalesce(recipients.household_id, recipients.id), passes.serial_number limit :limit`);
}

/**
 * The municipalities' unfetched tickets, of one offer or all, that an officer reminds of. As NAV sees them: of a used
 * one no message leaves, but how many are reminded does not tell it.
 */
export function remindable(
  db: Db,
  of: { municipalities: string[]; offerId?: string | undefined; at: Date; toldBefore: Date },
): Promise<DueReminder[]> {
  return sql(db, { offerId: null, ...of }).rows(`
    select passes.serial_number, 'asked' as kind, passes.recipient_id
    from passes join recipients on recipients.id = passes.recipient_id
    where recipients.municipality_number = any(:municipalities::text[])
      and recipients.delivery in ('sms', 'email') and ${isUnfetched}
      and passes.state <> 'pending' and ${isLiveToNav}
      and (:offerId::uuid is null or passes.offer_id = :offerId::uuid)
    order by coalesce(recipients.household_id, recipients.id), passes.serial_number`);
}

/**
 * Takes the reminders that no other worker has taken: each kind once for a ticket, one that an officer asks for again
 * after `remindedBefore`, and none of a ticket of which another was taken since. Another worker's waits for this
 * transaction's end, and then takes none. Returns those taken.
 */
export function takeReminders(
  trx: Trx,
  due: readonly DueReminder[],
  { at, remindedBefore }: { at: Date; remindedBefore: Date },
): Promise<DueReminder[]> {
  const serialNumbers = due.map(({ serialNumber }) => serialNumber);
  const kinds = due.map(({ kind }) => kind);
  const recipientIds = due.map(({ recipientId }) => recipientId);
  return sql(trx, { serialNumbers, kinds, recipientIds, at, remindedBefore }).rows(`
    with due as (
      select * from unnest(:serialNumbers::text[], :kinds::text[], :recipientIds::uuid[])
        as due (serial_number, kind, recipient_id)
    ), taken as (
      insert into reminders (serial_number, kind, created_at)
      select serial_number, kind, :at::timestamptz from due
      where not exists (
        select from reminders as other
        where other.serial_number = due.serial_number and other.kind <> due.kind
          and other.created_at > :remindedBefore)
      order by serial_number, kind
      on conflict (serial_number, kind) do update
      set created_at = excluded.created_at, message_id = null
      where reminders.kind = 'asked' and reminders.created_at <= :remindedBefore
      returning serial_number, kind
    )
    select due.* from taken join due using (serial_number, kind)`);
}

/** Inserts one message to the recipient, who gets messages, for the reminders, which were taken in this transaction. */
export async function insertReminderMessage(
  trx: Trx,
  message: {
    recipientId: string;
    at: Date;
    /** When it may leave. */
    leavesAt: Date;
    reminders: readonly DueReminder[];
  },
): Promise<void> {
  const { reminders, ...row } = message;
  const serialNumbers = reminders.map(({ serialNumber }) => serialNumber);
  const kinds = reminders.map(({ kind }) => kind);
  await sql(trx, { ...row, serialNumbers, kinds }).count(`
    with message as (
      insert into messages (recipient_id, channel, reminds, created_at, next_attempt_at)
      select id, delivery, true, :at::timestamptz, :leavesAt::timestamptz from recipients
      where id = :recipientId::uuid returning id
    )
    update reminders set message_id = message.id
    from message, unnest(:serialNumbers::text[], :kinds::text[]) as taken (serial_number, kind)
    where reminders.serial_number = taken.serial_number and reminders.kind = taken.kind`);
}

/** Whose tickets the message reminds of. */
export function remindedRecipients(db: Db, messageId: string): Promise<string[]> {
  return sql(db, { messageId }).column(`
    select distinct passes.recipient_id
    from reminders join passes on passes.serial_number = reminders.serial_number
    where reminders.message_id = :messageId and passes.recipient_id is not null order by 1`);
}

/** Has the recipients' due reminders, and their copies, wait until the instant. */
export async function postponeReminders(
  trx: Trx,
  postponed: { recipientIds: string[]; at: Date; until: Date },
): Promise<void> {
  await sql(trx, postponed).count(`
    update messages set next_attempt_at = :until
    where recipient_id = any(:recipientIds::uuid[]) and next_attempt_at <= :at
      and (reminds or copy_of in (select id from messages where reminds))
      and state in ('owed', 'failed')`);
}
