import type { RefundUnit } from "../../domain/offers/offer.ts";
import type { Db } from "../connect.ts";
import { sql } from "../sql.ts";

export interface OfferStatistics {
  quota: number;
  /** Tickets that count against the quota now. */
  allocated: number;
  /** Taken into a wallet, or printed. */
  fetched: number;
  /** Accepted scans and reported uses that took a use. */
  used: number;
  /** Shown codes of the provider's own whose use was not reported. */
  useUnknown: number;
  /** People admitted by them. */
  admissions: number;
  /** Scans that were admitted offline and took no use; of a ticket with parts, those of the one that lets in. */
  extraAdmissions: number;
  lapsed: number;
  returned: number;
}

/** Counts of one offer, never of a person. Undefined when there is no such offer. */
export function offerStatistics(db: Db, offerId: string): Promise<OfferStatistics | undefined> {
  return sql(db, { offerId }).row(`
    select offers.quota, offers.allocated, tickets.fetched, scans.used, codes.use_unknown, scans.admissions,
      extra.extra_admissions, tickets.lapsed, tickets.returned
    from offers,
    lateral (
      select count(*) filter (where fetched_at is not null)::int as fetched,
        count(*) filter (where state = 'lapsed')::int as lapsed,
        count(*) filter (where state = 'returned')::int as returned
      from passes where passes.offer_id = offers.id and replaced_by is null
    ) as tickets,
    lateral (
      select count(*)::int as used, coalesce(sum(admitted), 0)::int as admissions
      from counted_redemptions where counted_redemptions.offer_id = offers.id
    ) as scans,
    lateral (
      select count(*)::int as use_unknown from provider_codes
      where provider_codes.offer_id = offers.id and provider_codes.state = 'revealed'
        and question is null
    ) as codes,
    lateral (
      select count(*)::int as extra_admissions
      from redemptions join extra_admissions on extra_admissions.redemption_id = redemptions.id
      where redemptions.offer_id = offers.id and coalesce(redemptions.part, 1) = 1
    ) as extra
    where offers.id = :offerId::uuid`);
}

/** The same of several offers, by the offer's id; offers without one are left out. */
export async function extraAdmissionCounts(
  db: Db,
  offerIds: string[],
): Promise<Map<string, number>> {
  const rows = await sql(db, { offerIds }).rows<{ offerId: string; count: number }>(`
    select redemptions.offer_id, count(*)::int as count
    from extra_admissions join redemptions on redemptions.id = extra_admissions.redemption_id
    where redemptions.offer_id = any(:offerIds::uuid[]) and coalesce(redemptions.part, 1) = 1
    group by redemptions.offer_id`);
  return new Map(rows.map(({ offerId, count }) => [offerId, count]));
}

/** Shown codes whose use was not reported, by the offer's id; offers without one are left out. */
export async function useUnknownCounts(db: Db, offerIds: string[]): Promise<Map<string, number>> {
  const rows = await sql(db, { offerIds }).rows<{ offerId: string; count: number }>(`
    select offer_id, count(*)::int as count from provider_codes
    where offer_id = any(:offerIds::uuid[]) and state = 'revealed' and question is null
    group by offer_id`);
  return new Map(rows.map(({ offerId, count }) => [offerId, count]));
}

/** What the municipality owes a provider for one offer in one month. */
export interface Settlement {
  offerId: string;
  title: string;
  uses: number;
  admissions: number;
  /** Codes of the provider's own that were shown, where the refund is for these. */
  codesShown: number;
  refundPerAdmissionOre: number;
  /** What the rate is for; null: each person let in. */
  refundPer: RefundUnit | null;
  /** How often the line claims the rate; null: stated before this was counted. */
  units: number | null;
  /** Whether a cap of the ticket or the offer may lower the line. */
  hasCap: boolean;
  refundOre: number;
}
