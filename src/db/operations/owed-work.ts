import { changeKinds, type ChangeKind } from "../../domain/apple/push-policy.ts";
import type { Db } from "../connect.ts";
import { sql } from "../sql.ts";
import { endedLately, isTimeUp, livePassesOfEach } from "../passes/pass-ending.ts";
import { isDue } from "../passes/pass-issuing.ts";
import { isLiveToNav } from "../nav-state.ts";

/** At most this many ids a query, picked at random, so that failing work does not crowd the rest out. */
const limit = 5_000;

/** Offers with pending tickets whose grace is over. */
export function offersToIssue(db: Db, at: Date): Promise<string[]> {
  return sql(db, { at, limit }).column(`
    select offer_id
    from (
      select distinct passes.offer_id from passes where passes.state = 'pending' and ${isDue}
    ) as owed
    order by random()
    limit :limit`);
}

/** Recipients reached by messages who have a ticket without a message, also a used one, or a due message. */
export function recipientsToNotify(db: Db, now: Date): Promise<string[]> {
  return sql(db, { now, at: now, limit }).column(`
    select id
    from (
      select recipients.id
      from recipients
      where recipients.delivery in ('sms', 'email')
        and recipients.id in (
          select passes.recipient_id from passes
          where passes.state in ('active', 'used') and passes.message_id is null
            and passes.recipient_id is not null and ${isLiveToNav})
      union
      select messages.recipient_id
      from messages
      where messages.state = 'owed'
        and messages.next_attempt_at <= :now
        and messages.recipient_id is not null
      union
      select messages.recipient_id
      from messages
      where messages.state = 'failed'
        and not messages.refused
        and messages.next_attempt_at <= :now
        and messages.recipient_id is not null
    ) as owed
    order by random()
    limit :limit`);
}

/**
 * The kinds of unpushed changes, also of tickets that no phone holds, which need no push. The first by serial number of each, since the
 * planner takes a third of all tickets for unpushed: it would read all of an index, or of the tickets.
 */
export function kindsToPush(db: Db): Promise<ChangeKind[]> {
  return sql(db, { kinds: changeKinds }).column(`
    select kind
    from unnest(:kinds::text[]) as kind
    cross join lateral (
      select from passes
      where passes.pushed_version < passes.version and passes.change_kind = kind
      order by passes.serial_number limit 1
    ) as owed`);
}

/** Whether an offer that ended lately has live tickets, or the time of a live ticket is over. */
export function someExpire(db: Db, now: Date): Promise<boolean> {
  return sql(db, { now, since: endedLately(now) }).value(`
    select exists (
      select from offers ${livePassesOfEach("1")}
      where offers.valid_until > :since and offers.valid_until <= :now)
      or exists (select from passes where ${isTimeUp(":now")})`);
}
