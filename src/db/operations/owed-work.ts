import { changeKinds, type ChangeKind } from "../../domain/apple/push-policy.ts";
import type { Db } from "../connect.ts";
import { live } from "../live.ts";
import { sql } from "../sql.ts";
import { isTimeUp, livePassesOfEach } from "../passes/pass-ending.ts";
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

/** The kinds of unpushed changes, also of tickets that no phone holds, which need no push. */
export function kindsToPush(db: Db): Promise<ChangeKind[]> {
  return sql(db, { kinds: changeKinds }).column(`
    select kind
    from unnest(:kinds::text[]) as kind
    where exists (
      select from passes
      where passes.pushed_version < passes.version and passes.change_kind = kind)`);
}

/**
 * Whether, in the last two days, an offer ended that has live tickets, or the time of a live ticket did. The number
 * of older offers grows without bound; the job reads those once a minute.
 */
export function someExpire(db: Db, now: Date): Promise<boolean> {
  const since = new Date(now.getTime() - 2 * 24 * 60 * 60_000);
  return sql(db, { now, since }).value(`
    select exists (
      select from offers ${livePassesOfEach("1")}
      where offers.valid_until > :since and offers.valid_until <= :now)
      or exists (select from passes where ${isTimeUp(":now")})`);
}

/** Whether a live ticket's claim deadline has passed. */
export function someLapse(db: Db, now: Date): Promise<boolean> {
  return sql(db, { now }).value(`
    select exists (
      select 1
      from passes
      where passes.claim_until <= :now
        and passes.state in ${live}
        and passes.fetched_at is null and passes.handed_out_at is null)`);
}
