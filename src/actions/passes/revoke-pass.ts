import { recordAudit } from "../../db/audit.ts";
import { findPassDetails, type PassDetails } from "../../db/passes/passes.ts";
import { insertRevocationReason } from "../../db/passes/revocation-reasons.ts";
import { AppError } from "../../errors.ts";
import type { Actor, Deps } from "../deps.ts";
import { endPassesAndReturnQuota } from "./end-passes.ts";
import { requireNav } from "../access/require-nav.ts";
import { stateReason, type GivenReason } from "../access/state-reason.ts";
import { enqueueWalletUpdates, type WalletUpdateDeps } from "../enqueue-wallet-updates.ts";
import { unitOfWork } from "../unit-of-work.ts";

/**
 * Revokes a ticket: from this transaction on the door refuses it. An unused one returns to the quota. A used
 * one is revoked in the same way until its time is over, so that the answer tells no use.
 * Revoking a revoked ticket again changes nothing.
 *
 * Throws AppError "forbidden", "not_found" (also for another municipality's), "validation_failed"
 * without a reason, "illegal_state" when the ticket has ended otherwise.
 */
export async function revokePass(
  deps: Pick<Deps, "db" | "clock" | "keyRing"> & WalletUpdateDeps,
  { actor, serialNumber, ...given }: GivenReason & { actor: Actor; serialNumber: string },
): Promise<PassDetails> {
  const municipalities = requireNav(actor);
  const reason = stateReason(given);
  const { keyRing } = deps;
  const now = deps.clock.now();
  return unitOfWork(deps, async ({ trx, afterCommit }) => {
    const visible = { municipalities, at: now };
    const before = await findPassDetails(trx, serialNumber, visible);
    if (!before) throw new AppError("not_found", "There is no such ticket.");
    const revocation = { at: now, asNav: true };
    const revoked = await endPassesAndReturnQuota(trx, [serialNumber], "revoked", revocation);
    const after = (await findPassDetails(trx, serialNumber, visible)) ?? before;
    if (after.state !== "revoked") {
      throw new AppError("illegal_state", `A ticket that is ${after.state} cannot be revoked.`);
    }
    if (revoked.length > 0) {
      const event = { actor: actor.id, action: "pass.revoked", subject: serialNumber };
      const detail = { reasonCode: reason.code };
      const auditEventId = await recordAudit(trx, { ...event, detail });
      const stated = { auditEventId, serialNumber, reason, at: now };
      await insertRevocationReason(trx, keyRing, stated);
    }
    afterCommit((db) => enqueueWalletUpdates({ ...deps, db }, [serialNumber]));
    return after;
  });
}
