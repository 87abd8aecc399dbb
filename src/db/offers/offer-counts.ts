import type { Db } from "../connect.ts";
import { live } from "../live.ts";
import { sql } from "../sql.ts";

export interface OfferCounts {
  /** Saved to a wallet, or printed. */
  fetched: number;
  /** Accepted scans that took a use, of complimentary tickets, too, as the other counts are. */
  used: number;
  /** People let in by them. */
  admissions: number;
  /** Live tickets. */
  live: number;
}

/** Of an offer without tickets. */
export const noCounts: OfferCounts = {
  fetched: 0,
  used: 0,
  admissions: 0,
  live: 0,
};

/** Counts of the offers' tickets, by the offer's id, in one statement. */
export async function offerCounts(db: Db, offerIds: string[]): Promise<Map<string, OfferCounts>> {
  const rows = await sql(db, { offerIds }).rows<OfferCounts & { id: string }>(`
    select asked.id, tickets.fetched, tickets.live, scans.used, scans.admissions
    from unnest(:offerIds::uuid[]) as asked (id),
    lateral (
      select count(*) filter (where fetched_at is not null)::int as fetched,
        count(*) filter (where state in ${live})::int as live
      from passes where passes.offer_id = asked.id and replaced_by is null
    ) as tickets,
    lateral (
      select count(*)::int as used, coalesce(sum(admitted), 0)::int as admissions
      from counted_redemptions where counted_redemptions.offer_id = asked.id
    ) as scans`);
  return new Map(rows.map(({ id, ...counts }) => [id, counts]));
}
