import type { WeeklyCounts } from "../../domain/statistics/weekly-counts.ts";
import type { Db } from "../connect.ts";
import { sql } from "../sql.ts";

/** Weekly counts of the offers' tickets by offer, weeks in Oslo's time. Weeks without an event are left out. */
export async function weeklyStatistics(
  db: Db,
  offerIds: string[],
): Promise<Map<string, WeeklyCounts[]>> {
  const rows = await sql(db, { offerIds }).rows<WeeklyCounts & { offerId: string }>(`
    with tickets as (
      select offer_id, complimentary, created_at, fetched_at, case when state = 'lapsed' then ended_at end as lapsed_at
      from passes where offer_id = any(:offerIds::uuid[]) and replaced_by is null
    ),
    events as (
      select offer_id, created_at as at, 1 as allocated, 0 as fetched, 0 as used, 0 as admitted,
        0 as lapsed from tickets where not complimentary
      union all select offer_id, fetched_at, 0, 1, 0, 0, 0 from tickets where fetched_at is not null
      union all select offer_id, lapsed_at, 0, 0, 0, 0, 1 from tickets where lapsed_at is not null
      union all select offer_id, scanned_at, 0, 0, 1, admitted, 0
      from counted_redemptions where offer_id = any(:offerIds::uuid[])
    )
    select offer_id,
      to_char(date_trunc('week', at at time zone 'Europe/Oslo'), 'YYYY-MM-DD') as monday,
      sum(allocated)::int as allocated, sum(fetched)::int as fetched, sum(used)::int as used,
      sum(admitted)::int as admissions, sum(lapsed)::int as lapsed
    from events group by offer_id, monday order by offer_id, monday`);
  const byOffer = new Map<string, WeeklyCounts[]>();
  for (const { offerId, ...counts } of rows) {
    byOffer.set(offerId, [...(byOffer.get(offerId) ?? []), counts]);
  }
  return byOffer;
}
