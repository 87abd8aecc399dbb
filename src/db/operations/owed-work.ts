import { changeKinds, type ChangeKind } from "../../domain/apple/push-policy.ts";
import type { Db } from "../connect.ts";
import { livePassesOfEach } from "../passes/pass-ending.ts";

/** At most this many ids a look. Picked by chance, so that work which keeps failing crowds nobody out. */
const limit = 5_000;

/** Offers with tickets that wait to be issued. */
export async function offersToIssue(db: Db): Promise<string[]> {
  const { rows } = await db.raw<{ rows: { id: string }[] }>(
    `select offers.id
     from offers
     where exists (
       select 1 from passes where passes.offer_id = offers.id and passes.state = 'pending')
     order by random()
     limit ?`,
    [limit],
  );
  return rows.map(({ id }) => id);
}

/** Recipients who get messages and have a ticket nobody told them of, or a message to be tried now. */
export async function recipientsToNotify(db: Db, now: Date): Promise<string[]> {
  const { rows } = await db.raw<{ rows: { id: string }[] }>(
    `select id
     from (
       select recipients.id
       from recipients
       where recipients.delivery in ('sms', 'email')
         and recipients.id in (
           select passes.recipient_id from passes
           where passes.state = 'active' and passes.message_id is null)
       union
       select messages.recipient_id
       from messages
       where messages.state = 'owed'
         and messages.next_attempt_at <= ?
         and messages.recipient_id is not null
     ) as owed
     order by random()
     limit ?`,
    [now, limit],
  );
  return rows.map(({ id }) => id);
}

/**
 * The kinds of change that phones may be owed. Also of tickets that no phone holds, which are found
 * to owe nothing.
 */
export async function kindsToPush(db: Db): Promise<ChangeKind[]> {
  const { rows } = await db.raw<{ rows: { kind: ChangeKind }[] }>(
    `select kind
     from unnest(?::text[]) as kind
     where exists (
       select from passes
       where passes.pushed_version < passes.version and passes.change_kind = kind)`,
    [[...changeKinds]],
  );
  return rows.map(({ kind }) => kind);
}

/** Whether a ticket outlived its offer's validity. */
export async function someExpire(db: Db, now: Date): Promise<boolean> {
  const { rows } = await db.raw<{ rows: { due: boolean }[] }>(
    `select exists (
       select from offers ${livePassesOfEach("1")} where offers.valid_until <= ?) as due`,
    [now],
  );
  return rows[0]?.due ?? false;
}

/** Whether a ticket was not fetched within its days. */
export async function someLapse(db: Db, now: Date): Promise<boolean> {
  const { rows } = await db.raw<{ rows: { due: boolean }[] }>(
    `select exists (
       select 1
       from passes
       where passes.claim_until <= ?
         and passes.state in ('pending', 'active')
         and passes.fetched_at is null) as due`,
    [now],
  );
  return rows[0]?.due ?? false;
}
