import { announceCancellation } from "../db/messages.ts";
import { findOffer, setOfferCancelled } from "../db/offers.ts";
import { livePassesOfOffer } from "../db/pass-ending.ts";
import type { Offer } from "../domain/offer.ts";
import { AppError } from "../errors.ts";
import type { Actor, Deps } from "./deps.ts";
import { endTickets } from "./end-tickets.ts";
import { moveOffer } from "./move-offer.ts";
import { lockOwnOffer } from "./own-offer.ts";
import { tellWallets, type TellingWallets } from "./tell-wallets.ts";

/**
 * Takes an offer back for good: every ticket that is out is revoked, at the door from this
 * transaction on, and those who know of theirs are owed a message. Throws AppError "not_found", or
 * "illegal_state" for an offer that was never open or is cancelled already.
 */
export async function cancelOffer(
  deps: Pick<Deps, "clock"> & TellingWallets,
  { actor, offerId }: { actor: Actor; offerId: string },
): Promise<Offer> {
  const { clock, db, enqueue } = deps;
  const at = clock.now();
  const { offer, revoked, recipientIds } = await db.transaction(async (trx) => {
    const before = await lockOwnOffer(trx, actor, offerId);
    if (before.cancelledAt) throw new AppError("illegal_state", "The offer is cancelled already.");
    await moveOffer(trx, { actor, offer: before, move: "cancel" });
    await setOfferCancelled(trx, before.id, at);
    const live = await livePassesOfOffer(trx, before.id);
    const ended = await endTickets(trx, live, "revoked", { at });
    const told = { offerId: before.id, serialNumbers: ended, at };
    return {
      offer: (await findOffer(trx, before.id)) ?? before,
      revoked: ended,
      recipientIds: await announceCancellation(trx, told),
    };
  });
  await tellWallets(deps, revoked);
  await enqueue(
    "notify-recipient",
    recipientIds.map((recipientId) => ({ recipientId })),
  );
  return offer;
}
