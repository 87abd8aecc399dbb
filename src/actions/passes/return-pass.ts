import { recordAudit } from "../../db/audit.ts";
import { countShownCodes } from "../../db/codes/shown-codes.ts";
import { findPass, isPassOf } from "../../db/passes/passes.ts";
import { AppError } from "../../errors.ts";
import type { Deps } from "../deps.ts";
import { endPassesAndReturnQuota } from "./end-passes.ts";
import { enqueueWalletUpdates, type WalletUpdateDeps } from "../enqueue-wallet-updates.ts";
import { unitOfWork } from "../unit-of-work.ts";

/**
 * Returns a holder's ticket to the quota. Idempotent. Throws AppError "not_found" when it is
 * another recipient's, "illegal_state" when it ended otherwise.
 */
export async function returnPass(
  deps: Pick<Deps, "db" | "clock"> & WalletUpdateDeps,
  { recipientId, serialNumber }: { recipientId: string; serialNumber: string },
): Promise<void> {
  const now = deps.clock.now();
  await unitOfWork(deps, async ({ trx, afterCommit }) => {
    if (!(await isPassOf(trx, serialNumber, recipientId))) {
      throw new AppError("not_found", "There is no such ticket.");
    }
    if ((await countShownCodes(trx, [serialNumber])) > 0) {
      throw new AppError("illegal_state", "The code has been shown, so nobody else can have it.");
    }
    const returned = await endPassesAndReturnQuota(trx, [serialNumber], "returned", { at: now });
    const state = (await findPass(trx, serialNumber))?.state;
    if (state !== "returned") {
      throw new AppError("illegal_state", "The ticket has already ended.");
    }
    if (returned.length > 0) {
      await recordAudit(trx, { actor: "holder", action: "pass.returned", subject: serialNumber });
    }
    afterCommit((db) => enqueueWalletUpdates({ ...deps, db }, [serialNumber]));
  });
}
