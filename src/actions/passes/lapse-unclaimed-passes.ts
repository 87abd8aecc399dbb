import { recordAudit } from "../../db/audit.ts";
import { findUnclaimed } from "../../db/passes/pass-ending.ts";
import type { Deps } from "../deps.ts";
import { endPassesAndReturnQuota } from "./end-passes.ts";
import { enqueueWalletUpdates, type WalletUpdateDeps } from "../enqueue-wallet-updates.ts";
import { unitOfWork } from "../unit-of-work.ts";

const chunkSize = 500;

/**
 * Lapses tickets that were not fetched by their claim deadline and returns their quota, chunk by
 * chunk. A concurrently fetched ticket stays. Safe to run twice and concurrently. Returns how many
 * it ended.
 */
export async function lapseUnclaimedPasses(
  deps: Pick<Deps, "db" | "clock"> & WalletUpdateDeps,
): Promise<number> {
  const { db } = deps;
  const now = deps.clock.now();
  let total = 0;
  for (;;) {
    const unclaimed = await findUnclaimed(db, now, chunkSize);
    const lapsed = await unitOfWork(deps, async ({ trx, afterCommit }) => {
      const ended = await endPassesAndReturnQuota(trx, unclaimed, "lapsed", {
        at: now,
        unfetchedOnly: true,
      });
      if (ended.length > 0) {
        await recordAudit(trx, {
          actor: "system",
          action: "passes.lapsed",
          subject: "passes",
          detail: { tickets: ended.length },
        });
      }
      afterCommit((db) => enqueueWalletUpdates({ ...deps, db }, ended));
      return ended;
    });
    total += lapsed.length;
    if (unclaimed.length < chunkSize) return total;
  }
}
