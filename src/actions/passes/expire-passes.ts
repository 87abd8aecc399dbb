import { recordAudit } from "../../db/audit.ts";
import { endPasses, findOutlived, lockLivePasses } from "../../db/passes/pass-ending.ts";
import type { Deps } from "../deps.ts";
import { enqueueWalletUpdates, type WalletUpdateDeps } from "../enqueue-wallet-updates.ts";
import { unitOfWork } from "../unit-of-work.ts";

const chunkSize = 500;

/**
 * Expires the tickets of ended offers, chunk by chunk; returns no quota. Safe to run twice and
 * concurrently. Returns how many it ended.
 */
export async function expirePasses(
  deps: Pick<Deps, "db" | "clock"> & WalletUpdateDeps,
): Promise<number> {
  const now = deps.clock.now();
  let total = 0;
  for (;;) {
    const outlived = await findOutlived(deps.db, now, chunkSize);
    const expired = await unitOfWork(deps, async ({ trx, afterCommit }) => {
      const ended = await lockLivePasses(trx, outlived);
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
