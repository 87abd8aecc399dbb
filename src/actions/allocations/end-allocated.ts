import type { Allocation } from "../../db/allocations/allocations.ts";
import { recordAudit } from "../../db/audit.ts";
import { countShownCodes } from "../../db/codes/shown-codes.ts";
import { livePassesOfAllocation } from "../../db/passes/pass-ending.ts";
import { resumeWaiting } from "../../db/waiting/waiting-places.ts";
import { insertRevocationReason } from "../../db/passes/revocation-reasons.ts";
import type { StatedReason } from "../../domain/reasons.ts";
import type { Actor, NestableDeps } from "../deps.ts";
import { endPassesAndReturnQuota } from "../passes/end-passes.ts";
import { requireNav } from "../access/require-nav.ts";
import { enqueueWalletUpdates } from "../enqueue-wallet-updates.ts";
import type { UnitOfWork } from "../unit-of-work.ts";
import { getAllocation } from "./get-allocation.ts";

export type EndingDeps = Pick<
  NestableDeps,
  "clock" | "db" | "enqueue" | "google" | "keyRing" | "logger"
>;

/** An allocation of which tickets were revoked. */
export type EndedAllocation = Allocation & { revoked: number; codesShown: number };

/**
 * Revokes the allocation's live tickets, or the chosen ones of them, in the caller's transaction, and records it with the
 * reason. `accept` sees the revoked tickets, whose locks are held, and may throw.
 */
export async function endAllocated(
  { trx, afterCommit }: UnitOfWork,
  deps: EndingDeps,
  {
    actor,
    allocationId,
    chosen,
    action,
    reason,
    accept,
  }: {
    actor: Actor;
    allocationId: string;
    chosen?: string[] | undefined;
    action: "allocation.revoked" | "allocation.undone";
    reason?: StatedReason;
    accept?: (revoked: string[]) => Promise<void>;
  },
): Promise<EndedAllocation> {
  const municipalities = requireNav(actor);
  const { clock, keyRing } = deps;
  const at = clock.now();
  const get = () => getAllocation({ db: trx, clock }, { actor, allocationId });
  await get();
  const live = await livePassesOfAllocation(trx, allocationId, { municipalities, at });
  const chosenOnes = chosen && new Set(chosen);
  const wanted = chosenOnes ? live.filter((serial) => chosenOnes.has(serial)) : live;
  const revoked = await endPassesAndReturnQuota(trx, wanted, "revoked", { at, asNav: true });
  await accept?.(revoked);
  if (action === "allocation.undone") await resumeWaiting(trx, allocationId, revoked);
  if (revoked.length > 0) {
    const detail = { revoked: revoked.length, ...(reason && { reasonCode: reason.code }) };
    const event = { actor: actor.id, action, subject: allocationId, detail };
    const auditEventId = await recordAudit(trx, event);
    if (reason !== undefined) {
      await insertRevocationReason(trx, keyRing, { auditEventId, reason, at });
    }
  }
  afterCommit((db) => enqueueWalletUpdates({ ...deps, db }, revoked));
  const codesShown = await countShownCodes(trx, revoked);
  return { ...(await get()), revoked: revoked.length, codesShown };
}
