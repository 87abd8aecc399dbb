import { recordAudit } from "../../db/audit.ts";
import {
  findCodelessTickets,
  findShownTickets,
  lockTicketsOfBatch,
  withdrawCodes as withdraw,
} from "../../db/codes/batch-withdrawals.ts";
import { reserveCodes } from "../../db/codes/code-reservations.ts";
import { announceCancellation } from "../../db/recipients/offer-news.ts";
import { isUuid } from "../../domain/is-uuid.ts";
import { AppError } from "../../errors.ts";
import { lockAccessibleOffer } from "../access/offer-access.ts";
import type { Actor, Deps } from "../deps.ts";
import { enqueueWalletUpdates, type WalletUpdateDeps } from "../enqueue-wallet-updates.ts";
import { endPassesAndReturnQuota } from "../passes/end-passes.ts";
import { unitOfWork } from "../unit-of-work.ts";
import { requireOwnCodes } from "./require-own-codes.ts";

export interface Withdrawal {
  /** Codes that nothing shows any more. */
  withdrawn: number;
  /** Tickets that got another code. */
  changed: number;
  /** Tickets that were revoked. */
  ended: number;
}

/**
 * Withdraws a batch. A ticket whose code was not shown gets another one of the pool, while there are any; the others are
 * revoked, those with a shown code too, and their holders are owed a message. Shown codes are then on the list of codes to
 * block. All in one transaction; the second time it changes nothing. With `mostEnded` nothing changes if more tickets would
 * end. Throws as `requireOwnCodes`, and AppError "not_found" for what is no batch's id, "conflict" by `mostEnded`.
 */
export async function withdrawCodes(
  deps: Pick<Deps, "clock"> & WalletUpdateDeps,
  {
    actor,
    offerId,
    batchId,
    mostEnded = Infinity,
  }: { actor: Actor; offerId: string; batchId: string; mostEnded?: number },
): Promise<Withdrawal> {
  if (!isUuid(batchId)) throw new AppError("not_found", "There is no such batch.");
  const { offer } = await requireOwnCodes(deps.db, actor, offerId);
  const batch = { offerId: offer.id, batchId };
  const at = deps.clock.now();
  return unitOfWork(deps, async ({ trx, afterCommit }) => {
    await lockAccessibleOffer(trx, actor, offer.id);
    const bound = await lockTicketsOfBatch(trx, batch);
    const shown = new Set(await findShownTickets(trx, bound));
    const unshown = bound.filter((serialNumber) => !shown.has(serialNumber));
    const withdrawn = await withdraw(trx, batch, unshown);
    const changed = await reserveCodes(trx, unshown);
    const codeless = await findCodelessTickets(trx, unshown);
    const over = [...codeless, ...shown];
    if (over.length > mostEnded) {
      throw new AppError("conflict", "More tickets would end than were shown; look again.");
    }
    const ended = await endPassesAndReturnQuota(trx, over, "revoked", { at });
    const told = await announceCancellation(trx, { offerId: offer.id, serialNumbers: ended, at });
    const result = { withdrawn, changed, ended: ended.length };
    if (withdrawn + ended.length > 0) {
      const detail = { batchId, ...result };
      const event = { actor: actor.id, action: "codes.withdrawn", subject: offer.id, detail };
      await recordAudit(trx, event);
    }
    afterCommit((db) => enqueueWalletUpdates({ ...deps, db }, ended));
    const jobs = told.map((recipientId) => ({ recipientId }));
    afterCommit(() => deps.enqueue("notify-recipient", jobs));
    return result;
  });
}
