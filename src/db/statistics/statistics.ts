import type { Db } from "../connect.ts";
import { sql } from "../sql.ts";

export interface OfferStatistics {
  quota: number;
  /** Tickets that count against the quota now. */
  allocated: number;
  /** Taken into a wallet, or printed. */
  fetched: number;
  /** Accepted scans. */
  used: number;
  /** People admitted by them. */
  admissions: number;
  lapsed: number;
  returned: number;
}

/** Counts of one offer, never of a person. Undefined when there is no such offer. */
export function offerStatistics(db: Db, offerId: string): Promise<OfferStatistics | undefined> {
  return sql(db, { offerId }).row(`
    select offers.quota, offers.allocated, tickets.fetched, scans.used, scans.admissions,
      tickets.lapsed, tickets.returned
    from offers,
    lateral (
      select count(*) filter (where fetched_at is not null)::int as fetched,
        count(*) filter (where state = 'lapsed')::int as lapsed,
        count(*) filter (where state = 'returned')::int as returned
      from passes where passes.offer_id = offers.id
    ) as tickets,
    lateral (
      select count(*)::int as used, coalesce(sum(admitted), 0)::int as admissions
      from redemptions where redemptions.offer_id = offers.id and redemptions.accepted
    ) as scans
    where offers.id = :offerId::uuid`);
}

/** What the municipality owes a provider for one offer in one month. */
export interface Settlement {
  offerId: string;
  title: string;
  uses: number;
  admissions: number;
  refundPerAdmissionOre: number;
  refundOre: number;
}
