import { recordAudit } from "../../db/audit.ts";
import { findOffer } from "../../db/offers/offers.ts";
import { setPendingChange } from "../../db/offers/pending-changes.ts";
import type { Offer } from "../../domain/offers/offer.ts";
import { lockAccessibleOffer } from "../access/offer-access.ts";
import type { Actor, Deps } from "../deps.ts";
import { unitOfWork } from "../unit-of-work.ts";
import { changeOfferState } from "./change-offer-state.ts";

/**
 * Withdraws a submitted offer to a draft, or drops the pending change of an approved one. Throws AppError
 * "not_found", or "illegal_state" for a reviewed offer without a pending change.
 */
export async function withdrawOffer(
  { db }: Pick<Deps, "db">,
  { actor, offerId }: { actor: Actor; offerId: string },
): Promise<Offer> {
  return unitOfWork({ db }, async ({ trx }) => {
    const offer = await lockAccessibleOffer(trx, actor, offerId);
    if (!offer.pendingChange) return changeOfferState(trx, { actor, offer, move: "withdraw" });
    await setPendingChange(trx, offer.id, undefined);
    const change = { actor: actor.id, action: "offer.change_withdrawn", subject: offer.id };
    await recordAudit(trx, change);
    return (await findOffer(trx, offer.id)) ?? offer;
  });
}
