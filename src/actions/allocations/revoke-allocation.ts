import type { Actor } from "../deps.ts";
import { stateReason, type GivenReason } from "../access/state-reason.ts";
import { unitOfWork } from "../unit-of-work.ts";
import { endAllocated, type EndedAllocation, type EndingDeps } from "./end-allocated.ts";

/**
 * Revokes the allocation's live tickets, or with `serialNumbers` those of them, without those of recipients who
 * moved away; unused ones return to their quotas. Says how many of them bear a code of the provider's own that
 * was shown. Idempotent. Throws AppError "forbidden", "not_found" or "validation_failed".
 */
export async function revokeAllocation(
  deps: EndingDeps,
  {
    actor,
    allocationId,
    serialNumbers: chosen,
    ...given
  }: GivenReason & {
    actor: Actor;
    allocationId: string;
    serialNumbers?: string[] | undefined;
  },
): Promise<EndedAllocation> {
  const action = "allocation.revoked";
  const revocation = {
    actor,
    allocationId,
    chosen,
    action,
    reason: stateReason(given),
  } as const;
  return unitOfWork(deps, (unit) => endAllocated(unit, deps, revocation));
}
