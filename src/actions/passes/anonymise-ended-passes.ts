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
 * Anonymises tickets 60 days after they ended: a voided ticket without personal content and the
 * counts stay. Also deletes expired idempotent responses, which can name recipients, and old device
 * logs. Safe to run twice; returns how many tickets it anonymised.
 */
export async function anonymiseEndedPasses(
  deps: Pick<Deps, "clock" | "db"> & WalletUpdateDeps,
): Promise<number> {
  const at = deps.clock.now();
  const endedUntil = new Date(at.getTime() - keptFor);
  await unitOfWork(deps, async ({ trx }) => {
    await deleteIdempotencyKeys(trx, { before: new Date(at.getTime() - day) });
    await deleteDeviceLogs(trx, dayInOslo(endedUntil));
  });
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
