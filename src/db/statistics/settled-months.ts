import type { Db } from "../connect.ts";
import { sql } from "../sql.ts";
import { owed } from "./owed.ts";

/** The first month that can have a statement, `YYYY-MM`: the one in which the provider was created. */
export async function firstMonth(db: Db, providerId: string): Promise<string | undefined> {
  const [month] = await sql(db, { providerId }).column<string>(`
    select to_char(created_at at time zone 'Europe/Oslo', 'YYYY-MM')
    from providers where id = :providerId`);
  return month;
}

/**
 * The months in which something was used or a line stated, and those whose statement will be the next
 * to correct an earlier one: the first after it that is not stated. The latest first.
 */
export function settledMonths(
  db: Db,
  providerId: string,
  { first, current }: { first: string; current: string },
): Promise<{ month: string; isStated: boolean }[]> {
  return sql(db, { providerId, first, month: current }).rows(`
    with months as (
      select month from settlements where provider_id = :providerId
      union
      -- Whether or not anything was used, which would tell of a use that it is refunded.
      select :month::text from hand_outs join offers on offers.id = hand_outs.offer_id
      where offers.provider_id = :providerId
      union
      select month from settlement_statement_lines where provider_id = :providerId
      union
      select correcting.month from (${owed}) as lines
      cross join lateral (
        select to_char(later, 'YYYY-MM') as month
        from generate_series((lines.used_in || '-01')::timestamp + interval '1 month',
          (:month::text || '-01')::timestamp, interval '1 month') as later
        where not exists (
          select 1 from settlement_statements as stated
          where stated.provider_id = :providerId and stated.month = to_char(later, 'YYYY-MM'))
        order by later limit 1
      ) as correcting
    )
    select month, exists (
      select 1 from settlement_statements as stated
      where stated.provider_id = :providerId and stated.month = months.month) as is_stated
    from months where month >= :first and month <= :month order by month desc`);
}
