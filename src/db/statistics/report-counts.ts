import type { ReportCell } from "../../domain/statistics/report-tables.ts";
import type { Db } from "../connect.ts";
import { sql } from "../sql.ts";

const months = "between :year::text || '-01' and :year || '-12'";
export const monthOf = (moment: string) =>
  `to_char(${moment} at time zone 'Europe/Oslo', 'YYYY-MM')`;

/**
 * Counts of the year by offer, paying municipality and month: tickets by the day on which they were given out and
 * fetched, uses and their cost by the day of use. `holders` is of the offer and municipality: how many tickets it has
 * ever given out, of which a use can be.
 */
export function reportCells(
  db: Db,
  offerIds: string[],
  municipalities: string[],
  year: string,
): Promise<ReportCell[]> {
  return sql(db, { offerIds, municipalities, year }).rows(`
    with own as (
      select offer_id, municipality_number, ${monthOf("created_at")} as created,
        ${monthOf("fetched_at")} as fetched
      from passes
      where offer_id = any(:offerIds::uuid[])
        and municipality_number = any(:municipalities::text[]) and replaced_by is null
        and not complimentary
    ),
    holders as (
      select offer_id, municipality_number, count(*)::int as holders
      from own group by offer_id, municipality_number
    ),
    events as (
      select offer_id, municipality_number, created as month, 1 as tickets, 0 as fetched, 0 as used,
        0 as admissions, 0::bigint as cost_ore
      from own where created ${months}
      union all
      select offer_id, municipality_number, fetched, 0, 1, 0, 0, 0 from own where fetched ${months}
      union all
      select offer_id, municipality_number, month, 0, 0, uses, admissions, refund_ore from settlements
      where offer_id = any(:offerIds::uuid[])
        and municipality_number = any(:municipalities::text[]) and month ${months}
    )
    select offer_id, municipality_number as municipality, month,
      sum(tickets)::int as tickets, sum(fetched)::int as fetched, sum(used)::int as used,
      sum(admissions)::int as admissions, sum(cost_ore)::bigint as cost_ore,
      coalesce(max(holders), 0)::int as holders
    from events left join holders using (offer_id, municipality_number)
    group by offer_id, municipality_number, month`);
}
