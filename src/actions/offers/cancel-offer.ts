import { announceCancellation } from "../../db/recipients/offer-news.ts";
import { findOffer } from "../../db/offers/offers.ts";
import { setOfferCancelled } from "../../db/offers/offer-states.ts";
import { livePassesOfOffer } from "../../db/passes/pass-ending.ts";
import type { Offer } from "../../domain/offers/offer.ts";
import { AppError } from "../../errors.ts";
import type { Actor, Deps } from "../deps.ts";
import { endPassesAndReturnQuota } from "../passes/end-passes.ts";
import { changeOfferState } from "./change-offer-state.ts";
import { lockAccessibleOffer } from "../access/offer-access.ts";
import { enqueueWalletUpdates, type WalletUpdateDeps } from "../enqueue-wallet-updates.ts";
import { unitOfWork } from "../unit-of-work.ts";

/**
 * Cancels an offer: revokes its issued tickets in the same transaction and owes their holders a
 * message. Throws AppError "not_found", or "illegal_state" for an offer that was never open or is
 * cancelled.
 */
export async function cancelOffer(
  deps: Pick<Deps, "clock"> & WalletUpdateDeps,
  { actor, offerId }: { actor: Actor; offerId: string },
): Promise<Offer> {
  const { clock, enqueue } = deps;
  const at = clock.now();
  return unitOfWork(deps, async ({ trx, afterCommit }) => {
    const before = await lockAccessibleOffer(trx, actor, offerId);
    if (before.cancelledAt) throw new AppError("illegal_state", "The offer is cancelled already.");
    await changeOfferState(trx, { actor, offer: before, move: "cancel" });
    await setOfferCancelled(trx, before.id, at);
    const live = await livePassesOfOffer(trx, before.id);
    const revoked = await endPassesAndReturnQuota(trx, live, "revoked", { at });
    const cancellation = { offerId: before.id, serialNumbers: revoked, at };
    const recipientIds = await announceCancellation(trx, cancellation);
    afterCommit((db) => enqueueWalletUpdates({ ...deps, db }, revoked));
    afterCommit(() =>
      enqueue(
        "notify-recipient",
        recipientIds.map((recipientId) => ({ recipientId })),
      ),
    );
    return (await findOffer(trx, before.id)) ?? before;
  });
}
