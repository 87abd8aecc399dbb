import { recordAudit } from "../../db/audit.ts";
import { lockOffers } from "../../db/offers/offers.ts";
import { lockPassesLiveToNav } from "../../db/passes/pass-ending.ts";
import { findReplacement, replaceLockedPass } from "../../db/passes/pass-replacing.ts";
import { findPassDetails, type PassDetails } from "../../db/passes/passes.ts";
import type { NavState } from "../../domain/passes/nav-state.ts";
import { AppError } from "../../errors.ts";
import type { Actor, NestableDeps } from "../deps.ts";
import { requireNav } from "../access/require-nav.ts";
import { enqueueWalletUpdates } from "../enqueue-wallet-updates.ts";
import { newSerialNumber } from "../new-serial-number.ts";
import { unitOfWork } from "../unit-of-work.ts";

/**
 * Replaces a ticket, for a new phone: the old one ends, and the recipient gets a new one with the uses that
 * are left, in the same place of the quota. A used one is replaced in the same way until its time is over,
 * so that the answer tells no use. The usual message announces the new one. Replacing a replaced ticket again
 * changes nothing, and returns the ticket that is used in its place.
 *
 * Throws AppError "forbidden", "not_found" (also for another municipality's), "illegal_state" when the
 * ticket is pending or has ended otherwise.
 */
export async function replacePass(
  deps: Pick<NestableDeps, "clock" | "db" | "enqueue" | "google" | "keyRing" | "logger">,
  { actor, serialNumber }: { actor: Actor; serialNumber: string },
): Promise<PassDetails> {
  const municipalities = requireNav(actor);
  const { enqueue, keyRing } = deps;
  const at = deps.clock.now();
  return unitOfWork(deps, async ({ trx, afterCommit }) => {
    const find = async (serial: string) => {
      const found = await findPassDetails(trx, serial, { municipalities, at });
      if (!found) throw new AppError("not_found", "There is no such ticket.");
      return found;
    };
    const { offerId, state } = await find(serialNumber);
    if (state === "pending") throw notReplaceable(state);
    await lockOffers(trx, [offerId]);
    const [live] = await lockPassesLiveToNav(trx, [serialNumber], at);
    if (live === undefined) {
      const known = await findReplacement(trx, serialNumber);
      if (known === undefined) throw notReplaceable((await find(serialNumber)).state);
      return find(known);
    }
    const replacement = {
      serialNumber,
      newSerialNumber: newSerialNumber(),
      tokenKeyId: keyRing.currentId,
      at,
    };
    const recipientId = await replaceLockedPass(trx, replacement);
    await recordAudit(trx, { actor: actor.id, action: "pass.replaced", subject: serialNumber });
    afterCommit((db) => enqueueWalletUpdates({ ...deps, db }, [serialNumber]));
    afterCommit(() => enqueue("notify-recipient", [{ recipientId }]));
    return find(replacement.newSerialNumber);
  });
}

const notReplaceable = (state: NavState) =>
  new AppError("illegal_state", `A ticket that is ${state} cannot be replaced.`);
