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

/** Unused tickets of one offer that ended; complimentary ones return to their own number. */
export interface ReturnedShare extends QuotaShare {
  complimentary: boolean;
}

/** Returns to the quotas of offers that are locked. */
export async function returnQuota(trx: Trx, shares: ReturnedShare[]): Promise<void> {
  const given = "unnest(:offerIds::uuid[], :counts::int[]) as given (offer_id, count)";
  const [own, complimentary] = [false, true].map((kind) =>
    shares.filter((share) => share.complimentary === kind),
  ) as [ReturnedShare[], ReturnedShare[]];
  await sql(trx, columnsOf(own)).count(`
    update offers set allocated = offers.allocated - given.count
    from ${given} where offers.id = given.offer_id`);
  if (complimentary.length === 0) return;
  await sql(trx, columnsOf(complimentary)).count(`
    update complimentary_quotas as quota set given = quota.given - given.count
    from ${given} where quota.offer_id = given.offer_id`);
}
