import type { Trx } from "../../db/connect.ts";
import { returnQuota } from "../../db/offers/offer-quotas.ts";
import { lockOffers } from "../../db/offers/offers.ts";
import {
  countUnused,
  endPasses,
  lockLivePasses,
  lockPassesLiveToNav,
  offerIdsOf,
} from "../../db/passes/pass-ending.ts";

interface Ending {
  at: Date;
  unfetchedOnly?: boolean;
  dueOnly?: boolean;
  asNav?: boolean;
}

/**
 * Ends live tickets and returns the quota of unused ones, in the caller's transaction. Locks the offers, then the
 * tickets, each in order. Tickets that ended meanwhile (or, with `unfetchedOnly`, were fetched; with `dueOnly`, are
 * kept) stay unchanged. `asNav` also ends used ones whose time is not over. Returns the tickets that it ended.
 */
export async function endPassesAndReturnQuota(
  trx: Trx,
  serialNumbers: string[],
  state: "revoked" | "returned" | "lapsed",
  { at, unfetchedOnly, dueOnly = false, asNav = false }: Ending,
): Promise<string[]> {
  if (serialNumbers.length === 0) return [];
  await lockOffers(trx, await offerIdsOf(trx, serialNumbers));
  const live = asNav
    ? await lockPassesLiveToNav(trx, serialNumbers, at)
    : await lockLivePasses(trx, serialNumbers, { unfetchedOnly, ...(dueOnly && { dueAt: at }) });
  // A statement of its own, so that it sees scans committed while it waited for the lock.
  const unused = await countUnused(trx, live);
  await endPasses(trx, live, state, at);
  await returnQuota(trx, unused);
  return live;
}
