import { findAllocation, type Allocation } from "../db/allocations.ts";
import { recordAudit } from "../db/audit.ts";
import { livePassesOfAllocation } from "../db/pass-ending.ts";
import { isUuid } from "../domain/is-uuid.ts";
import { AppError } from "../errors.ts";
import type { Actor, Deps } from "./deps.ts";
import { endTickets } from "./end-tickets.ts";
import { municipalitiesOf } from "./municipalities-of.ts";
import { requireReason } from "./require-reason.ts";
import { tellWallets, type TellingWallets } from "./tell-wallets.ts";

/**
 * Revokes whatever of an allocation has not ended; the unused tickets return to their quotas. A
 * second time changes nothing. Throws AppError "forbidden", "not_found" or "validation_failed".
 */
export async function revokeAllocation(
  deps: Pick<Deps, "db" | "clock"> & TellingWallets,
  { actor, allocationId, reason }: { actor: Actor; allocationId: string; reason: string },
): Promise<Allocation & { revoked: number }> {
  const municipalities = municipalitiesOf(actor);
  const why = requireReason(reason);
  const now = deps.clock.now();
  const find = async (trx: Parameters<typeof findAllocation>[0]) =>
    isUuid(allocationId) ? findAllocation(trx, allocationId, municipalities) : undefined;
  const { allocation, revoked } = await deps.db.transaction(async (trx) => {
    const visible = await find(trx);
    if (!visible) throw new AppError("not_found", "There is no such allocation.");
    const live = await livePassesOfAllocation(trx, allocationId);
    const revoked = await endTickets(trx, live, "revoked", { at: now });
    if (revoked.length > 0) {
      await recordAudit(trx, {
        actor: actor.id,
        action: "allocation.revoked",
        subject: allocationId,
        detail: { reason: why, revoked: revoked.length },
      });
    }
    return { allocation: (await find(trx)) ?? visible, revoked };
  });
  await tellWallets(deps, revoked);
  return { ...allocation, revoked: revoked.length };
}
