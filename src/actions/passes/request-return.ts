import { countShownCodes } from "../../db/codes/shown-codes.ts";
import { lockLivePasses } from "../../db/passes/pass-ending.ts";
import { scheduleReturn } from "../../db/passes/pass-returns.ts";
import { findPass, isPassOf } from "../../db/passes/passes.ts";
import { AppError } from "../../errors.ts";
import type { Deps } from "../deps.ts";
import { unitOfWork } from "../unit-of-work.ts";

const undoMs = 600_000;

/**
 * Has a holder's ticket returned to the quota in ten minutes. Idempotent. A ticket that is used or first
 * fetched until then is kept. Throws AppError "not_found" when it is another holder's, "illegal_state"
 * when it ended otherwise or its own code was shown.
 */
export async function requestReturn(
  deps: Pick<Deps, "db" | "clock">,
  { holderId, serialNumber }: { holderId: string; serialNumber: string },
): Promise<void> {
  const at = new Date(deps.clock.now().getTime() + undoMs);
  await unitOfWork(deps, async ({ trx }) => {
    if (!(await isPassOf(trx, serialNumber, holderId))) {
      throw new AppError("not_found", "There is no such ticket.");
    }
    const live = await lockLivePasses(trx, [serialNumber]);
    if ((await countShownCodes(trx, [serialNumber])) > 0) {
      throw new AppError("illegal_state", "The code has been shown, so nobody else can have it.");
    }
    if (live.length > 0) await scheduleReturn(trx, serialNumber, at);
    else if ((await findPass(trx, serialNumber))?.state !== "returned") {
      throw new AppError("illegal_state", "The ticket has already ended.");
    }
  });
}
