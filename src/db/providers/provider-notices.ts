import type { Texts } from "../../domain/language.ts";
import { optionalKinds, type NoticeKind } from "../../domain/providers/notice-mail.ts";
import type { Db, Trx } from "../connect.ts";
import { sql } from "../sql.ts";

/** A due notice to a provider's user. */
export interface DueNotice {
  id: string;
  kind: NoticeKind;
  attempts: number;
  offerId: string | null;
  title: Texts | null;
  /** Why the culture office returned, paused or closed the offer. */
  reason: string | null;
  /** `YYYY-MM`, of a stated settlement. */
  month: string | null;
}

/** Users with a due notice. */
export function usersToTell(db: Db, now: Date): Promise<string[]> {
  return sql(db, { now }).column(`
    select distinct user_id from provider_notices
    where state = 'owed' and next_attempt_at <= :now limit 1000`);
}

/**
 * The user's due notices, each counted as attempted and postponed: 1, 4, 16, 64 minutes, then four hours. Deletes
 * those that the user has turned off since they were owed.
 */
export async function takeDueNotices(trx: Trx, userId: string, at: Date): Promise<DueNotice[]> {
  const { count, rows } = sql(trx, { userId, at, optionalKinds });
  await count(`
    delete from provider_notices
    where user_id = :userId and state = 'owed' and kind = any(:optionalKinds::text[])
      and not (select wants_notices from provider_users where id = :userId)`);
  return rows(`
    update provider_notices as notices
    set attempts = attempts + 1,
      next_attempt_at = :at::timestamptz + least(power(4, attempts) * interval '1 minute', interval '4 hours')
    where id in (
      select id from provider_notices
      where user_id = :userId and state = 'owed' and next_attempt_at <= :at
      order by created_at, id for no key update skip locked)
    returning id, kind, attempts, offer_id, month,
      (select title from offers where offers.id = notices.offer_id) as title,
      case
        when kind in ('returned', 'change_returned') then (
          select reason from reviews
          where reviews.offer_id = notices.offer_id and decision = 'returned'
            and of_change = (notices.kind = 'change_returned') and reviews.created_at <= notices.created_at
          order by created_at desc limit 1)
        when kind in ('paused', 'closed') then (
          select office_reason from offers where offers.id = notices.offer_id)
      end as reason`);
}

/** Ends a notice, and deletes what its user was told more than 90 days before. */
export async function endNotice(
  trx: Trx,
  ended: { id: string; state: "sent" | "failed"; at: Date },
): Promise<void> {
  const { count } = sql(trx, ended);
  await count("update provider_notices set state = :state where id = :id");
  await count(`
    delete from provider_notices
    where state <> 'owed' and created_at < :at::timestamptz - interval '90 days'
      and user_id = (select user_id from provider_notices where id = :id)`);
}
