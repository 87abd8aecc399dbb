import { lockProviderOfOffer } from "../../db/providers/providers.ts";
import type { Offer } from "../../domain/offers/offer.ts";
import { AppError } from "../../errors.ts";
import type { Actor, Deps } from "../deps.ts";
import { changeOfferState, requireApproved } from "./change-offer-state.ts";
import { lockAccessibleOffer, parseOfferId } from "../access/offer-access.ts";
import { unitOfWork } from "../unit-of-work.ts";

/**
 * Opens a paused offer again, unless its provider is suspended. What the culture office has paused, the
 * provider cannot open. Throws AppError "not_found" or "illegal_state".
 */
export async function resumeOffer(
  { db }: Pick<Deps, "db">,
  { actor, offerId }: { actor: Actor; offerId: string },
): Promise<Offer> {
  return unitOfWork({ db }, async ({ trx }) => {
    const provider = await lockProviderOfOffer(trx, parseOfferId(offerId));
    const offer = await lockAccessibleOffer(trx, actor, offerId);
    requireApproved(provider);
    if (offer.pausedByOffice && actor.role === "provider") {
      throw new AppError(
        "illegal_state",
        "The culture office has paused the offer; ask the office.",
      );
    }
    return changeOfferState(trx, { actor, offer, move: "resume" });
  });
}
