import { lockProviderOfOffer } from "../../db/providers/providers.ts";
import { insertReview } from "../../db/offers/reviews.ts";
import { offerRevision } from "../../domain/offers/offer-revision.ts";
import type { Offer } from "../../domain/offers/offer.ts";
import { AppError } from "../../errors.ts";
import { requireCulture } from "../access/require-culture.ts";
import { requireReason } from "../access/require-reason.ts";
import type { Actor } from "../deps.ts";
import { changeOfferState, requireApproved } from "./change-offer-state.ts";
import { lockAccessibleOffer, parseOfferId } from "../access/offer-access.ts";
import { enqueueWebhooks, type WebhookDeps } from "../integrations/enqueue-webhooks.ts";
import { unitOfWork } from "../unit-of-work.ts";

/**
 * Records the culture office's decision: approval opens the offer, a return gives its reason to the
 * provider. With a `revision` it holds for that one alone. Throws AppError "forbidden",
 * "not_found", "illegal_state" (also when the provider is not approved), "conflict" for another
 * revision than the offer's, or "validation_failed" for a return without a reason.
 */
export async function reviewOffer(
  deps: WebhookDeps,
  {
    actor,
    offerId,
    decision,
    reason,
    revision,
  }: {
    actor: Actor;
    offerId: string;
    decision: "approved" | "returned";
    reason?: string | undefined;
    /** Of the offer as it was looked at. */
    revision?: string | undefined;
  },
): Promise<Offer> {
  requireCulture(actor);
  const given = reason?.trim() ? requireReason(reason, 1_000) : undefined;
  if (decision === "returned" && given === undefined) {
    throw new AppError("validation_failed", "The provider needs to know why.", {
      errors: [{ path: "reason", code: "required", message: "is required to return an offer" }],
    });
  }
  return unitOfWork(deps, async ({ trx, afterCommit }) => {
    const provider = await lockProviderOfOffer(trx, parseOfferId(offerId));
    const offer = await lockAccessibleOffer(trx, actor, offerId);
    if (decision === "approved") requireApproved(provider);
    const reviewed = await changeOfferState(trx, {
      actor,
      offer,
      move: decision === "approved" ? "approve" : "return",
    });
    // After the move, so that "illegal_state" is thrown first.
    if (revision !== undefined && revision !== offerRevision(offer)) {
      throw new AppError("conflict", "The offer changed since it was looked at; look again.");
    }
    await insertReview(trx, { offerId: offer.id, decision, reason: given, reviewer: actor.id });
    afterCommit((db) => enqueueWebhooks({ ...deps, db }, [reviewed.providerId]));
    return reviewed;
  });
}
