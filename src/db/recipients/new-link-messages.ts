import type { Trx } from "../connect.ts";
import { isLiveToNav } from "../nav-state.ts";
import { sql } from "../sql.ts";
import type { GuardianOf } from "./guardian-links.ts";
import type { MessageChannel } from "./messages.ts";

/** A guardian who gets messages, and how. */
type ReachedGuardian = GuardianOf & { channel: MessageChannel };

const asked = `unnest(:recipientIds::uuid[], :guardians::int[], :channels::text[])
  as asked (recipient_id, guardian, channel)`;

const bindings = (reached: readonly ReachedGuardian[], at: Date) => ({
  recipientIds: reached.map(({ recipientId }) => recipientId),
  guardians: reached.map(({ guardian }) => guardian),
  channels: reached.map(({ channel }) => channel),
  at,
});

/** The message that announced a ticket of the asked recipient which NAV sees as live, the latest. */
const announced = `
  select messages.id from passes join messages on messages.id = passes.message_id
  where passes.recipient_id = asked.recipient_id and passes.state <> 'pending' and ${isLiveToNav}
  order by messages.created_at desc, messages.id limit 1`;

/**
 * Makes a message due to each of the guardians, whose link is a new one, where the recipient was told of a ticket
 * that NAV sees as live: those that failed at the old contact, else the link is repeated to a first guardian, and the
 * latest announcement to a second. A message to that very guardian which has not left stands for it. The recipients
 * are locked. Returns who is told.
 */
export async function insertNewLinks(
  trx: Trx,
  { reached, at }: { reached: readonly ReachedGuardian[]; at: Date },
): Promise<GuardianOf[]> {
  const { count, rows } = sql(trx, bindings(reached, at));
  await count(`
    update messages
    set state = 'owed', channel = asked.channel, attempts = 0, next_attempt_at = :at, failed_at = null,
      refused = false, failure = null, gateway_id = null
    from ${asked}
    where messages.recipient_id = asked.recipient_id and messages.guardian = asked.guardian
      and messages.state = 'failed'`);
  await count(`
    -- counted as tried once: the second guardian, whose link stays, gets no copy
    insert into messages (recipient_id, channel, repeats, attempts, created_at, next_attempt_at)
    select asked.recipient_id, asked.channel, true, 1, :at::timestamptz, :at::timestamptz
    from ${asked}
    where asked.guardian = 1 and exists (${announced}) and not exists (
      select from messages join messages as about on about.id = coalesce(messages.copy_of, messages.id)
      where messages.recipient_id = asked.recipient_id and messages.guardian = 1
        and messages.state = 'owed' and not about.reminds
        and num_nonnulls(about.cancelled_offer_id, about.moved_offer_id) = 0)`);
  await count(`
    insert into messages (recipient_id, guardian, copy_of, channel, created_at, next_attempt_at)
    select asked.recipient_id, 2, about.id, asked.channel, :at::timestamptz, :at::timestamptz
    from ${asked} cross join lateral (${announced}) as about
    where asked.guardian = 2
    on conflict (copy_of, recipient_id, guardian) do update
    set state = 'owed', channel = excluded.channel, attempts = 0, next_attempt_at = :at,
      sent_at = null, delivered_at = null, failed_at = null, refused = false, failure = null,
      gateway_id = null`);
  return rows(`
    select asked.recipient_id, asked.guardian from ${asked} where exists (${announced})`);
}
