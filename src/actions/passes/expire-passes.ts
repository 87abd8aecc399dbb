import { recordAudit } from "../../db/audit.ts";
import { lockOffers } from "../../db/offers/offers.ts";
import {
  endedLately,
  endPasses,
  endTimedPasses,
  findOutlived,
  lockLivePasses,
  offerIdsOf,
} from "../../db/passes/pass-ending.ts";
import type { Deps } from "../deps.ts";
import { enqueueWalletUpdates, type WalletUpdateDeps } from "../enqueue-wallet-updates.ts";
import { unitOfWork } from "../unit-of-work.ts";

const chunkSize = 500;

type Ending = Pick<Deps, "db"> & WalletUpdateDeps;

/**
 * Expires the tickets of offers that ended in the last seven days, and marks as used the tickets whose time from the first
 * scan is over. It works in chunks, and returns nothing to the quota. Safe to run twice and concurrently. Returns how many it ended.
 */
export async function expirePasses(deps: Ending & Pick<Deps, "clock">): Promise<number> {
  const now = deps.clock.now();
  return (await endTimed(deps, now)) + (await endOutlived(deps, now, endedLately(now)));
}

/** The same for the tickets of every offer that has ended, for once a day: it looks at each of them. */
export function expireLatePasses(deps: Ending & Pick<Deps, "clock">): Promise<number> {
  return endOutlived(deps, deps.clock.now());
}

/** As used, since NAV sees a used ticket as live: when its time began is nothing that NAV may know. */
async function endTimed(deps: Ending, now: Date): Promise<number> {
  for (let total = 0; ;) {
    const ended = await unitOfWork(deps, async ({ trx, afterCommit }) => {
      const used = await endTimedPasses(trx, now, chunkSize);
      afterCommit((db) => enqueueWalletUpdates({ ...deps, db }, used));
      return used.length;
    });
    total += ended;
    if (ended < chunkSize) return total;
  }
}

async function endOutlived(deps: Ending, now: Date, since?: Date): Promise<number> {
  let total = 0;
  for (;;) {
    const outlived = await findOutlived(deps.db, { since, at: now, limit: chunkSize });
    if (outlived.length === 0) return total;
    const expired = await unitOfWork(deps, async ({ trx, afterCommit }) => {
      // Looked up again behind the offers' locks: the end may just have been moved.
      await lockOffers(trx, await offerIdsOf(trx, outlived));
      const ended = await lockLivePasses(trx, outlived, { outlivedAt: now });
      await endPasses(trx, ended, "expired", now);
      if (ended.length > 0) {
        await recordAudit(trx, {
          actor: "system",
          action: "passes.expired",
          subject: "passes",
          detail: { tickets: ended.length },
        });
      }
      afterCommit((db) => enqueueWalletUpdates({ ...deps, db }, ended));
      return ended;
    });
    total += expired.length;
    if (outlived.length < chunkSize) return total;
  }
}
