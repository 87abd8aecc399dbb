import type { Offer } from "../../domain/offers/offer.ts";
import type { Actor, Deps } from "../deps.ts";
import { changeOfferState } from "./change-offer-state.ts";
import { lockAccessibleOffer } from "../access/offer-access.ts";
import { unitOfWork } from "../unit-of-work.ts";

/**
 * Withdraws a submitted offer to a draft. Throws AppError "not_found", or "illegal_state" once it
 * has been reviewed.
 */
export async function withdrawOffer(
  { db }: Pick<Deps, "db">,
  { actor, offerId }: { actor: Actor; offerId: string },
): Promise<Offer> {
  return unitOfWork({ db }, async ({ trx }) => {
    const offer = await lockAccessibleOffer(trx, actor, offerId);
    return changeOfferState(trx, { actor, offer, move: "withdraw" });
  });
}
