import { unscheduleReturn } from "../../db/passes/pass-returns.ts";
import { isPassOf } from "../../db/passes/passes.ts";
import { AppError } from "../../errors.ts";
import type { Deps } from "../deps.ts";
import { unitOfWork } from "../unit-of-work.ts";

/**
 * Keeps a holder's ticket that was to be returned. Idempotent. Throws AppError "not_found" when it is
 * another holder's, "illegal_state" when it is returned already or ended otherwise.
 */
export async function undoReturn(
  deps: Pick<Deps, "db">,
  { holderId, serialNumber }: { holderId: string; serialNumber: string },
): Promise<void> {
  await unitOfWork(deps, async ({ trx }) => {
    if (!(await isPassOf(trx, serialNumber, holderId))) {
      throw new AppError("not_found", "There is no such ticket.");
    }
    if (!(await unscheduleReturn(trx, serialNumber))) {
      throw new AppError("illegal_state", "The ticket has already ended.");
    }
  });
}
