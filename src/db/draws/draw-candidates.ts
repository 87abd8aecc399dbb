import type { DrawCandidate } from "../../domain/draws/draw-list.ts";
import type { Db } from "../connect.ts";
import { sql } from "../sql.ts";

/**
 * What the criteria of a draw ask about the recipients. Counts allocated tickets, whether they were used or not;
 * revoked, returned and lapsed ones do not count, nor does any of a cancelled offer. A ticket moved to a new phone
 * counts once. Anonymised tickets count by their month, from its first day.
 */
export function findDrawCandidates(
  db: Db,
  recipientIds: string[],
  since: Date,
): Promise<DrawCandidate[]> {
  return sql(db, { recipientIds, since }).rows(`
    with members as (
      select id, household_id from recipients
      where id = any(:recipientIds::uuid[]) or household_id in (
        select household_id from recipients where id = any(:recipientIds::uuid[]))
    ), given as (
      select passes.recipient_id, allocations.created_at as at, 1 as tickets
      from passes join allocations on allocations.id = passes.allocation_id
      where passes.recipient_id in (select id from members)
        and passes.state not in ('revoked', 'returned', 'lapsed')
        and not (passes.state = 'used' and exists (
          select from offers
          where offers.id = passes.offer_id and offers.cancelled_at < offers.valid_until))
      union all
      select recipient_id, month::timestamp at time zone 'Europe/Oslo', tickets
      from past_ticket_counts where recipient_id in (select id from members)
    ), counted as (
      select members.id, members.household_id, max(given.at) as latest,
        coalesce(sum(given.tickets) filter (where given.at >= :since), 0)::int as tickets
      from members left join given on given.recipient_id = members.id
      group by members.id, members.household_id
    )
    select recipients.id, recipients.birth_year, recipients.household_id, counted.tickets,
      (select sum(others.tickets)::int from counted as others
       where others.id = counted.id or others.household_id = counted.household_id
      ) as household_tickets,
      greatest(recipients.created_at, counted.latest) as waiting_since
    from counted join recipients on recipients.id = counted.id
    where recipients.id = any(:recipientIds::uuid[])
    order by recipients.id`);
}
