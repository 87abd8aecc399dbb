import { recordAudit } from "../../db/audit.ts";
import { findDueReturns } from "../../db/passes/pass-returns.ts";
import type { Deps } from "../deps.ts";
import { endPassesAndReturnQuota } from "./end-passes.ts";
import { enqueueWalletUpdates, type WalletUpdateDeps } from "../enqueue-wallet-updates.ts";
import { unitOfWork } from "../unit-of-work.ts";

const chunkSize = 100;

/**
 * Returns to the quota the tickets whose holders asked for it ten minutes ago. One that is kept meanwhile
 * stays. Safe to run twice and concurrently.
 */
export async function returnDuePasses(
  deps: Pick<Deps, "db" | "clock"> & WalletUpdateDeps,
): Promise<void> {
  const { db, clock } = deps;
  const at = clock.now();
  for (;;) {
    const due = await findDueReturns(db, at, chunkSize);
    await unitOfWork(deps, async ({ trx, afterCommit }) => {
      const returned = await endPassesAndReturnQuota(trx, due, "returned", { at, dueOnly: true });
      for (const subject of returned) {
        await recordAudit(trx, { actor: "holder", action: "pass.returned", subject });
      }
      afterCommit((pool) => enqueueWalletUpdates({ ...deps, db: pool }, returned));
    });
    if (due.length < chunkSize) return;
  }
}
