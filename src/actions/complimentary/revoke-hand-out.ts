import { recordAudit } from "../../db/audit.ts";
import { findHandedOut } from "../../db/complimentary/hand-outs.ts";
import { isUuid } from "../../domain/is-uuid.ts";
import type { Actor, Deps } from "../deps.ts";
import { enqueueWalletUpdates, type WalletUpdateDeps } from "../enqueue-wallet-updates.ts";
import { endPassesAndReturnQuota } from "../passes/end-passes.ts";
import { unitOfWork } from "../unit-of-work.ts";
import { handOutNotFound } from "./get-hand-out.ts";
import { lockOfferToHandOut } from "./lock-offer-to-hand-out.ts";

/**
 * Revokes the tickets of a hand-out, or of the named links of it, and returns how many. A used one is revoked in the
 * same way until its time is over, so that the answer tells no use. Unused ones return to what is set aside. Revoking
 * them again changes nothing. Throws AppError("not_found").
 */
export async function revokeHandOut(
  deps: Pick<Deps, "clock" | "db"> & WalletUpdateDeps,
  {
    actor,
    offerId,
    handOutId,
    linkIds,
  }: { actor: Actor; offerId: string; handOutId: string; linkIds?: string[] | undefined },
): Promise<number> {
  const at = deps.clock.now();
  return unitOfWork(deps, async ({ trx, afterCommit }) => {
    const { offer } = await lockOfferToHandOut(trx, actor, offerId);
    const isKnown = [handOutId, ...(linkIds ?? [])].every(isUuid);
    const asked = { offerId: offer.id, handOutId, linkIds };
    const serialNumbers = isKnown ? await findHandedOut(trx, asked) : undefined;
    if (!serialNumbers) throw handOutNotFound();
    const revocation = { at, asNav: true };
    const revoked = await endPassesAndReturnQuota(trx, serialNumbers, "revoked", revocation);
    const detail = { handOutId, tickets: revoked.length };
    const event = { actor: actor.id, action: "complimentary.revoked", subject: offer.id, detail };
    await recordAudit(trx, event);
    afterCommit((db) => enqueueWalletUpdates({ ...deps, db }, revoked));
    return revoked.length;
  });
}
