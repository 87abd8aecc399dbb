import { recordAudit } from "../db/audit.ts";
import { findPassFor, type FollowedPass } from "../db/passes.ts";
import { AppError } from "../errors.ts";
import type { Actor, Deps } from "./deps.ts";
import { endTickets } from "./end-tickets.ts";
import { municipalitiesOf } from "./municipalities-of.ts";
import { requireReason } from "./require-reason.ts";
import { tellWallets, type TellingWallets } from "./tell-wallets.ts";

/**
 * Revokes a ticket: from this transaction on the door refuses it. An unused one returns to the quota.
 * Revoking a revoked ticket again changes nothing.
 *
 * Throws AppError "forbidden", "not_found" (also for another municipality's), "validation_failed"
 * without a reason, "illegal_state" when the ticket has ended otherwise.
 */
export async function revokePass(
  deps: Pick<Deps, "db" | "clock"> & TellingWallets,
  { actor, serialNumber, reason }: { actor: Actor; serialNumber: string; reason: string },
): Promise<FollowedPass> {
  const municipalities = municipalitiesOf(actor);
  const why = requireReason(reason);
  const now = deps.clock.now();
  const pass = await deps.db.transaction(async (trx) => {
    const visible = await findPassFor(trx, serialNumber, municipalities);
    if (!visible) throw new AppError("not_found", "There is no such ticket.");
    const revoked = await endTickets(trx, [serialNumber], "revoked", { at: now });
    const after = (await findPassFor(trx, serialNumber, municipalities)) ?? visible;
    if (after.state !== "revoked") {
      throw new AppError("illegal_state", `A ticket that is ${after.state} cannot be revoked.`);
    }
    if (revoked.length > 0) {
      await recordAudit(trx, {
        actor: actor.id,
        action: "pass.revoked",
        subject: serialNumber,
        detail: { reason: why },
      });
    }
    return after;
  });
  await tellWallets(deps, [serialNumber]);
  return pass;
}
