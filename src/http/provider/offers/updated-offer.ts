import type { OfferUpdate } from "../../../actions/offers/update-offer.ts";
import type { Offer } from "../../../domain/offers/offer.ts";
import { AppError } from "../../../errors.ts";

/** Returns the updated offer. Throws AppError("quota_below_allocated"). */
export function updatedOffer(update: OfferUpdate): Offer {
  switch (update.outcome) {
    case "updated":
      return update.offer;
    case "quota_below_allocated": {
      const { outcome, lowestPossible: lowest } = update;
      const detail = `${lowest} tickets are out, so the quota can be lowered to ${lowest} but not below.`;
      throw new AppError(outcome, detail, {
        errors: [{ path: "quota", code: outcome, message: `must be at least ${lowest}` }],
        extra: { lowestPossible: lowest },
      });
    }
  }
}
