import type { Trx } from "../../db/connect.ts";
import { returnQuota } from "../../db/offers/offer-quotas.ts";
import { lockOffers } from "../../db/offers/offers.ts";
import { countUnused, endPasses, lockLivePasses, offerIdsOf } from "../../db/passes/pass-ending.ts";

/**
 * Takes live tickets out of the world and returns the quota of those that were never used, in the
 * caller's transaction. Locks the offers, then the tickets, each in order. Tickets that have ended
 * meanwhile (or, with `unfetchedOnly`, were fetched) stay as they are. Answers the ones that ended.
 */
export async function endPassesAndReturnQuota(
  trx: Trx,
  serialNumbers: string[],
  state: "revoked" | "returned" | "lapsed",
  { at, unfetchedOnly = false }: { at: Date; unfetchedOnly?: boolean },
): Promise<string[]> {
  if (serialNumbers.length === 0) return [];
  await lockOffers(trx, await offerIdsOf(trx, serialNumbers));
  const live = await lockLivePasses(trx, serialNumbers, { unfetchedOnly });
  // A statement of its own: it has to see what a scan committed while the lock was waited for.
  const unused = await countUnused(trx, live);
  await endPasses(trx, live, state, at);
  await returnQuota(trx, unused);
  return live;
}
