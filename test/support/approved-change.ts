import type { Deps } from "../../src/actions/deps.ts";
import { reviewOffer } from "../../src/actions/offers/review-offer.ts";
import { updateOffer } from "../../src/actions/offers/update-offer.ts";
import { findOffer } from "../../src/db/offers/offers.ts";
import type { OfferChanges } from "../../src/domain/offers/offer-input.ts";
import { offerRevision } from "../../src/domain/offers/offer-revision.ts";
import type { Offer } from "../../src/domain/offers/offer.ts";

type Changing = Pick<Deps, "apns" | "clock" | "db" | "enqueue" | "google" | "logger">;

/** Changes terms that the culture office has to look at, which then wait for it. */
export const proposeChange = (deps: Changing, offer: Offer, changes: OfferChanges) =>
  updateOffer(deps, {
    actor: { role: "provider", id: "key", providerId: offer.providerId },
    offerId: offer.id,
    changes,
  });

/** Approves an offer's pending change, unchanged. */
export async function approveChange(deps: Changing, { id }: Offer): Promise<Offer> {
  const seen = await findOffer(deps.db, id);
  return reviewOffer(deps, {
    actor: { role: "culture", id: "office", municipalities: ["5025"] },
    offerId: id,
    decision: "approved",
    revision: seen && offerRevision(seen),
  });
}

/** Changes an approved offer, with the culture office's approval. */
export async function changeApproved(
  deps: Changing,
  offer: Offer,
  changes: OfferChanges,
): Promise<Offer> {
  await proposeChange(deps, offer, changes);
  return approveChange(deps, offer);
}
