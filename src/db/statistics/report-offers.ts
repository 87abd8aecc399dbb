import type { OfferCategory } from "../../domain/offers/offer.ts";
import type { Db } from "../connect.ts";
import { sql } from "../sql.ts";
import { monthOf } from "./report-counts.ts";

/** An approved offer for the municipalities. */
export interface ReportOffer {
  id: string;
  category: OfferCategory;
  municipalities: string[];
  /** The first and the last month of its validity, `YYYY-MM`. */
  firstMonth: string;
  lastMonth: string;
  /** What the municipality pays for one admission, ticket or month; 0: nothing. */
  rateOre: number;
}

/** The offers that were approved, closed ones too, for one of the municipalities, and not over before the year. */
export function reportOffers(
  db: Db,
  municipalities: string[],
  year: string,
): Promise<ReportOffer[]> {
  return sql(db, { municipalities, year }).rows(`
    select id, category, refund_per_admission_ore as rate_ore,
      array(
        select municipality_number from offer_municipalities
        where offer_id = offers.id and municipality_number = any(:municipalities::text[])
        order by municipality_number
      ) as municipalities,
      ${monthOf("valid_from")} as first_month,
      ${monthOf("(valid_until - interval '1 second')")} as last_month
    from offers
    where state in ('open', 'paused', 'closed')
      and valid_until > (:year::text || '-01-01')::timestamp at time zone 'Europe/Oslo'
      and id in (
        select offer_id from offer_municipalities
        where municipality_number = any(:municipalities::text[]))
    order by id`);
}
