import { isHeldBack } from "../../db/allocations/grace.ts";
import { AppError } from "../../errors.ts";
import type { Actor } from "../deps.ts";
import { unitOfWork } from "../unit-of-work.ts";
import { endAllocated, type EndedAllocation, type EndingDeps } from "./end-allocated.ts";

/**
 * Takes an allocation back within its grace, before a message has left: no phone shows that it was there. The
 * tickets of recipients who get no messages, and so have no grace, end with it. Whether the grace is over is
 * read under the tickets' locks, which their issue takes too. Repeating it changes nothing. Throws AppError
 * "forbidden", "not_found", "illegal_state" when the grace is over.
 */
export async function undoAllocation(
  deps: EndingDeps,
  { actor, allocationId }: { actor: Actor; allocationId: string },
): Promise<EndedAllocation> {
  const action = "allocation.undone";
  return unitOfWork(deps, (unit) => {
    const accept = async (revoked: string[]) => {
      if (revoked.length === 0 || (await isHeldBack(unit.trx, revoked))) return;
      throw new AppError(
        "illegal_state",
        "Messages may have left. Revoke the allocation, with a reason.",
      );
    };
    return endAllocated(unit, deps, { actor, allocationId, action, accept });
  });
}
