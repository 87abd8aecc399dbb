import { useLatestTemplateVersion } from "../../db/offers/offers.ts";
import { largestCost } from "../../domain/offers/offer-cost.ts";
import { refundPaths } from "../../domain/offers/refund-input.ts";
import type { Offer } from "../../domain/offers/offer.ts";
import { AppError } from "../../errors.ts";
import type { Actor, Deps } from "../deps.ts";
import { changeOfferState } from "./change-offer-state.ts";
import { lockAccessibleOffer } from "../access/offer-access.ts";
import { unitOfWork } from "../unit-of-work.ts";

/**
 * Submits the offer to the culture office, with its template's latest version. Throws AppError "not_found",
 * "illegal_state", or "unprocessable" when its validity has ended or its refund has no ceiling, which older drafts
 * may lack.
 */
export async function submitOffer(
  { db, clock }: Pick<Deps, "db" | "clock">,
  { actor, offerId }: { actor: Actor; offerId: string },
): Promise<Offer> {
  const now = clock.now();
  return unitOfWork({ db }, async ({ trx }) => {
    const offer = await lockAccessibleOffer(trx, actor, offerId);
    if (largestCost(offer) === undefined) {
      throw new AppError("unprocessable", "The refund has no ceiling; set a cap first.", {
        errors: [
          {
            path: refundPaths.refundCapOre,
            code: "no_ceiling",
            message: "is needed for a refund for each admission with unlimited uses",
          },
        ],
      });
    }
    await changeOfferState(trx, { actor, offer, move: "submit" });
    if (offer.validity.until <= now) {
      throw new AppError("unprocessable", "The offer's validity is over; move its end first.", {
        errors: [{ path: "validUntil", code: "in_the_past", message: "must be later than now" }],
      });
    }
    return useLatestTemplateVersion(trx, offer.id);
  });
}
