import type { Trx } from "../connect.ts";

/** How many of an offer to take or give back. */
export interface QuotaShare {
  offerId: string;
  count: number;
}

/**
 * Takes from the quotas of offers that are locked, all in one statement. Answers the ids of those
 * that had enough left; the others stay as they were.
 */
export async function takeQuota(trx: Trx, shares: QuotaShare[]): Promise<string[]> {
  const { rows } = await trx.raw<{ rows: { id: string }[] }>(
    `update offers set allocated = offers.allocated + taken.count
     from unnest(?::uuid[], ?::int[]) as taken (offer_id, count)
     where offers.id = taken.offer_id and offers.allocated + taken.count <= offers.quota
     returning offers.id`,
    [shares.map(({ offerId }) => offerId), shares.map(({ count }) => count)],
  );
  return rows.map(({ id }) => id);
}

/** Gives back to the quotas of offers that are locked. */
export async function returnQuota(trx: Trx, shares: QuotaShare[]): Promise<void> {
  await trx.raw(
    `update offers set allocated = offers.allocated - given.count
     from unnest(?::uuid[], ?::int[]) as given (offer_id, count)
     where offers.id = given.offer_id`,
    [shares.map(({ offerId }) => offerId), shares.map(({ count }) => count)],
  );
}
