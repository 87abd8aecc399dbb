import type { Db } from "../connect.ts";
import { live } from "../live.ts";
import { sql } from "../sql.ts";

export interface OfferCounts {
  /** Saved to a wallet, or printed. */
  fetched: number;
  /** Accepted scans that took a use, of complimentary tickets, too, as the other counts are. */
  used: number;
  /** The same without complimentary tickets, which the municipality does not pay for. */
  quotaFetched: number;
  quotaUsed: number;
  quotaAdmissions: number;
  /** People let in by them. */
  admissions: number;
  /** What the municipality owes for them, in øre. */
  refundOre: number;
  /** Live tickets. */
  live: number;
}

/** Of an offer without tickets. */
export const noCounts: OfferCounts = {
  fetched: 0,
  used: 0,
  quotaFetched: 0,
  quotaUsed: 0,
  quotaAdmissions: 0,
  admissions: 0,
  refundOre: 0,
  live: 0,
};

/** Counts of the offers' tickets, by the offer's id, in one statement. */
export async function offerCounts(db: Db, offerIds: string[]): Promise<Map<string, OfferCounts>> {
  const rows = await sql(db, { offerIds }).rows<OfferCounts & { id: string }>(`
    select asked.id, tickets.fetched, tickets.quota_fetched, tickets.live, scans.used,
      scans.quota_used, scans.admissions, scans.quota_admissions,
      -- Without caps the sum needs no reading ticket by ticket, as the view does.
      case
        when refund_per is null and refund_cap_per_ticket_ore is null and refund_cap_ore is null
        then scans.quota_admissions * refund_per_admission_ore::bigint
        else (select coalesce(sum(refund_ore), 0)::bigint from settlements where offer_id = asked.id)
      end as refund_ore
    from unnest(:offerIds::uuid[]) as asked (id) join offers on offers.id = asked.id,
    lateral (
      select count(*) filter (where fetched_at is not null)::int as fetched,
        count(*) filter (where fetched_at is not null and not complimentary)::int as quota_fetched,
        count(*) filter (where state in ${live})::int as live
      from passes where passes.offer_id = asked.id and replaced_by is null
    ) as tickets,
    lateral (
      select count(*)::int as used, coalesce(sum(admitted), 0)::int as admissions,
        count(*) filter (where not complimentary)::int as quota_used,
        coalesce(sum(admitted) filter (where not complimentary), 0)::int as quota_admissions
      from counted_redemptions where counted_redemptions.offer_id = asked.id
    ) as scans`);
  return new Map(rows.map(({ id, ...counts }) => [id, counts]));
}
