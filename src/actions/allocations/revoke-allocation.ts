import type { Allocation } from "../../db/allocations/allocations.ts";
import { recordAudit } from "../../db/audit.ts";
import { countShownCodes } from "../../db/codes/shown-codes.ts";
import { livePassesOfAllocation } from "../../db/passes/pass-ending.ts";
import { insertRevocationReason } from "../../db/passes/revocation-reasons.ts";
import type { Actor, Deps } from "../deps.ts";
import { endPassesAndReturnQuota } from "../passes/end-passes.ts";
import { getAllocation } from "./get-allocation.ts";
import { requireNav } from "../access/require-nav.ts";
import { requireReason } from "../access/require-reason.ts";
import { enqueueWalletUpdates, type WalletUpdateDeps } from "../enqueue-wallet-updates.ts";
import { unitOfWork } from "../unit-of-work.ts";

/**
 * Revokes the allocation's live tickets, without those of recipients who moved away; unused ones return
 * to their quotas. Says how many of them bear a code of the provider's own that was shown. Idempotent. Throws AppError "forbidden", "not_found" or "validation_failed".
 */
export async function revokeAllocation(
  deps: Pick<Deps, "db" | "clock" | "keyRing"> & WalletUpdateDeps,
  { actor, allocationId, reason }: { actor: Actor; allocationId: string; reason: string },
): Promise<Allocation & { revoked: number; codesShown: number }> {
  const municipalities = requireNav(actor);
  const why = requireReason(reason);
  const { clock, keyRing } = deps;
  const now = clock.now();
  return unitOfWork(deps, async ({ trx, afterCommit }) => {
    const get = () => getAllocation({ db: trx, clock }, { actor, allocationId });
    await get();
    const live = await livePassesOfAllocation(trx, allocationId, { municipalities, at: now });
    const ending = { at: now, asNav: true };
    const revoked = await endPassesAndReturnQuota(trx, live, "revoked", ending);
    if (revoked.length > 0) {
      const auditEventId = await recordAudit(trx, {
        actor: actor.id,
        action: "allocation.revoked",
        subject: allocationId,
        detail: { revoked: revoked.length },
      });
      await insertRevocationReason(trx, keyRing, { auditEventId, reason: why, at: now });
    }
    afterCommit((db) => enqueueWalletUpdates({ ...deps, db }, revoked));
    const codesShown = await countShownCodes(trx, revoked);
    return { ...(await get()), revoked: revoked.length, codesShown };
  });
}
