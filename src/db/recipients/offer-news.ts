import type { Trx } from "../connect.ts";
import { live } from "../live.ts";
import { sql } from "../sql.ts";

const messagesAbout = (tickets: string) =>
  `(select passes.message_id from passes where ${tickets})`;

/**
 * The messages of the tickets, and copies of them, that no attempt was made to send; they stay so until commit. One that
 * another transaction holds is about to be sent, with what it read before: it is left out, and not waited for.
 */
function lockUntried(trx: Trx, tickets: string, values: object): Promise<string[]> {
  return sql(trx, values).column(`
    select id from messages
    where attempts = 0 and state <> 'sent' and (id in ${messagesAbout(tickets)}
      or copy_of in ${messagesAbout(tickets)})
    order by id for no key update skip locked`);
}

/**
 * Recipients who get messages and have fetched one of the tickets, or may have been told of it, they or a second guardian:
 * what was tried may have arrived, unless the gateway refused it.
 */
const toldOf = (tickets: string) => `
  recipients.delivery in ('sms', 'email')
  and recipients.id in (
    select passes.recipient_id from passes
    where ${tickets} and (passes.fetched_at is not null or exists (
      select from messages
      where (messages.id = passes.message_id or messages.copy_of = passes.message_id)
        and messages.id <> all(:untried::uuid[])
        and not (messages.state = 'failed' and messages.refused))))`;

/**
 * Inserts a message about the offer's cancellation, or that its provider ended the tickets, which are locked, for each
 * recipient who may have been told of one of them, or has fetched it. Returns the recipients.
 */
export async function announceCancellation(
  trx: Trx,
  cancellation: { offerId: string; serialNumbers: string[]; at: Date },
): Promise<string[]> {
  const tickets = "passes.serial_number = any(:serialNumbers::text[])";
  const untried = await lockUntried(trx, tickets, cancellation);
  return sql(trx, { ...cancellation, untried }).column(`
    insert into messages (recipient_id, channel, cancelled_offer_id, created_at, next_attempt_at)
    select recipients.id, recipients.delivery, :offerId::uuid, :at::timestamptz, :at::timestamptz
    from recipients where ${toldOf(tickets)}
    returning recipient_id`);
}

/**
 * Inserts a message about the new time or place of an offer whose live tickets are locked for each recipient who may have
 * been told of one of them, or has fetched it; none where an earlier one waits that was not tried, since it will tell the
 * last change. One that was tried may be on its way with an earlier change: the new one takes its place. Returns the
 * recipients.
 */
export async function announceMove(
  trx: Trx,
  move: { offerId: string; at: Date },
): Promise<string[]> {
  const tickets = `passes.offer_id = :offerId and passes.state in ${live}`;
  const untried = await lockUntried(trx, tickets, move);
  const { column, count } = sql(trx, { ...move, untried });
  const unsent = "moved_offer_id = :offerId and state in ('owed', 'failed')";
  // Waits for those that are being prepared, and holds up their preparation: the next statements see who was tried.
  await count(`select from messages where ${unsent} order by id for update`);
  await count(`delete from messages where ${unsent} and attempts > 0`);
  return column(`
    insert into messages (recipient_id, channel, moved_offer_id, created_at, next_attempt_at)
    select recipients.id, recipients.delivery, :offerId::uuid, :at::timestamptz, :at::timestamptz
    from recipients where ${toldOf(tickets)}
    on conflict (moved_offer_id, recipient_id)
      where moved_offer_id is not null and state in ('owed', 'failed') do nothing
    returning recipient_id`);
}
