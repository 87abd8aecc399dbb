import type { Trx } from "../connect.ts";
import { sql } from "../sql.ts";

/** How many of an offer to take from its quota or return to it. */
export interface QuotaShare {
  offerId: string;
  count: number;
}

const columnsOf = (shares: QuotaShare[]) => ({
  offerIds: shares.map(({ offerId }) => offerId),
  counts: shares.map(({ count }) => count),
});

/**
 * Takes from the quotas of offers that are locked, all in one statement. Returns the ids of those
 * with enough left; the others stay unchanged.
 */
export function takeQuota(trx: Trx, shares: QuotaShare[]): Promise<string[]> {
  return sql(trx, columnsOf(shares)).column(`
    update offers set allocated = offers.allocated + taken.count
    from unnest(:offerIds::uuid[], :counts::int[]) as taken (offer_id, count)
    where offers.id = taken.offer_id and offers.allocated + taken.count <= offers.quota
    returning offers.id`);
}

/** Returns to the quotas of offers that are locked. */
export async function returnQuota(trx: Trx, shares: QuotaShare[]): Promise<void> {
  await sql(trx, columnsOf(shares)).count(`
    update offers set allocated = offers.allocated - given.count
    from unnest(:offerIds::uuid[], :counts::int[]) as given (offer_id, count)
    where offers.id = given.offer_id`);
}
