import type { Offer } from "../../domain/offers/offer.ts";
import type { Actor, Deps } from "../deps.ts";
import { changeOfferState } from "./change-offer-state.ts";
import { lockAccessibleOffer } from "../access/offer-access.ts";
import { unitOfWork } from "../unit-of-work.ts";

/**
 * Pauses allocations from an offer; issued tickets stay valid. Throws AppError "not_found" or
 * "illegal_state".
 */
export async function pauseOffer(
  { db }: Pick<Deps, "db">,
  { actor, offerId }: { actor: Actor; offerId: string },
): Promise<Offer> {
  return unitOfWork({ db }, async ({ trx }) => {
    const offer = await lockAccessibleOffer(trx, actor, offerId);
    return changeOfferState(trx, { actor, offer, move: "pause" });
  });
}
