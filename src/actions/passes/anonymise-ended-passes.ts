import { anonymisePasses } from "../../db/passes/anonymisation.ts";
import { deleteIdempotencyKeys } from "../../db/idempotency.ts";
import { deleteDeviceLogs } from "../../db/apple/device-logs.ts";
import { dayInOslo } from "../../domain/period.ts";
import type { Deps } from "../deps.ts";
import { enqueueWalletUpdates, type WalletUpdateDeps } from "../enqueue-wallet-updates.ts";
import { unitOfWork } from "../unit-of-work.ts";

const day = 24 * 60 * 60_000;
const keptFor = 60 * day;
const chunk = 500;

/**
 * Deletes the link between child and ticket 60 days after the ticket ended. What stays is a voided
 * ticket without personal content, and the counts. Answers kept for repeated requests, which may name
 * recipients, go once no repetition can ask for them; so do phones' old complaints. Safe to run twice; answers how many it erased.
 */
export async function anonymiseEndedPasses(
  deps: Pick<Deps, "clock" | "db"> & WalletUpdateDeps,
): Promise<number> {
  const { clock, db } = deps;
  const at = clock.now();
  const endedUntil = new Date(at.getTime() - keptFor);
  await deleteIdempotencyKeys(db, { before: new Date(at.getTime() - day) });
  await deleteDeviceLogs(db, dayInOslo(endedUntil));
  let total = 0;
  for (;;) {
    const erased = await unitOfWork(deps, async ({ trx, afterCommit }) => {
      const anonymised = await anonymisePasses(trx, { endedUntil, at, limit: chunk });
      afterCommit((db) => enqueueWalletUpdates({ ...deps, db }, anonymised));
      return anonymised;
    });
    total += erased.length;
    if (erased.length < chunk) return total;
  }
}
