import type { Db } from "../connect.ts";
import { sql } from "../sql.ts";

/** The uses of an offer's complimentary tickets in one month, `YYYY-MM`, Oslo time. */
export interface ComplimentaryMonth {
  month: string;
  uses: number;
  admissions: number;
}

/** The months before `current` in which complimentary tickets of the offer were used, the latest first. */
export function complimentaryMonths(
  db: Db,
  asked: { offerId: string; current: string },
): Promise<ComplimentaryMonth[]> {
  return sql(db, asked).rows(`
    select to_char(scanned_at at time zone 'Europe/Oslo', 'YYYY-MM') as month,
      count(*)::int as uses, sum(admitted)::int as admissions
    from counted_redemptions
    where offer_id = :offerId and complimentary
      and scanned_at < (:current::text || '-01')::timestamp at time zone 'Europe/Oslo'
    group by month order by month desc`);
}
