import type { Offer } from "../../domain/offers/offer.ts";
import type { Actor, Deps } from "../deps.ts";
import { changeOfferState } from "./change-offer-state.ts";
import { lockAccessibleOffer } from "../access/offer-access.ts";
import { unitOfWork } from "../unit-of-work.ts";

/**
 * Closes an offer to allocations for good; issued tickets stay valid. Throws AppError "not_found"
 * or "illegal_state".
 */
export async function closeOffer(
  { db }: Pick<Deps, "db">,
  { actor, offerId }: { actor: Actor; offerId: string },
): Promise<Offer> {
  return unitOfWork({ db }, async ({ trx }) => {
    const offer = await lockAccessibleOffer(trx, actor, offerId);
    return changeOfferState(trx, { actor, offer, move: "close" });
  });
}
