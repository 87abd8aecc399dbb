import { lockProviderOfOffer } from "../../db/providers/providers.ts";
import { insertReview } from "../../db/offers/reviews.ts";
import { changedMeanwhile, othersChanges } from "../../domain/entity-tag.ts";
import { offerRevision, revisedMembers } from "../../domain/offers/offer-revision.ts";
import { termsIn } from "../../domain/offers/offer-terms.ts";
import { isChangeWaiting } from "../../domain/offers/pending-change.ts";
import type { Offer } from "../../domain/offers/offer.ts";
import { isSameRevision } from "../../domain/revision.ts";
import { AppError } from "../../errors.ts";
import { requireCulture } from "../access/require-culture.ts";
import { requireReason } from "../access/require-reason.ts";
import type { Actor, Deps } from "../deps.ts";
import { changeOfferState, requireApproved } from "./change-offer-state.ts";
import { lockAccessibleOffer, parseOfferId } from "../access/offer-access.ts";
import { enqueueWebhooks, type WebhookDeps } from "../integrations/enqueue-webhooks.ts";
import { acceptTexts } from "./accept-texts.ts";
import { unitOfWork } from "../unit-of-work.ts";
import { reviewChange } from "./review-change.ts";
import type { TermDeps } from "./write-terms.ts";

/**
 * Records the culture office's decision on an offer, or on the change that waits of an approved one: approval
 * opens the offer or lets the change hold, a return gives its reason to the provider. With a `revision`, which
 * the approval of a change needs, it holds for that one alone. Throws AppError "forbidden", "not_found",
 * "illegal_state" (also when the provider is not approved), "conflict" for another revision than the offer's,
 * or "validation_failed" for a return without a reason, a change approved without a revision, and a text that waits to be
 * accepted and is not named.
 */
export async function reviewOffer(
  deps: Pick<Deps, "clock"> & WebhookDeps & TermDeps,
  {
    actor,
    offerId,
    decision,
    reason,
    revision,
    acceptedTexts,
  }: {
    actor: Actor;
    offerId: string;
    decision: "approved" | "returned";
    reason?: string | undefined;
    /** Of the offer as it was looked at. */
    revision?: string | undefined;
    /** Paths of the texts with a word of the deny-list that the office accepts. */
    acceptedTexts?: string[] | undefined;
  },
): Promise<Offer> {
  requireCulture(actor);
  const given = reason?.trim() ? requireReason(reason, 1_000) : undefined;
  if (decision === "returned" && given === undefined) {
    throw new AppError("validation_failed", "The provider needs to know why.", {
      errors: [{ path: "reason", code: "required", message: "is required to return an offer" }],
    });
  }
  return unitOfWork(deps, async (unit) => {
    const { trx, afterCommit } = unit;
    const provider = await lockProviderOfOffer(trx, parseOfferId(offerId));
    const offer = await lockAccessibleOffer(trx, actor, offerId);
    afterCommit((db) => enqueueWebhooks({ ...deps, db }, [offer.providerId]));
    const approved = decision === "approved";
    if (approved) requireApproved(provider);
    const at = deps.clock.now();
    const accept = async () => {
      if (!approved) return;
      await acceptTexts(trx, { actor, offer, paths: acceptedTexts, revision, at });
    };
    const { pendingChange: change } = offer;
    if (change && isChangeWaiting(offer)) {
      if (approved && revision === undefined) throw revisionMissing();
      requireRevision(offer, revision);
      await accept();
      return reviewChange(deps, unit, { actor, offer, change, decision, reason: given, at });
    }
    const move = approved ? "approve" : "return";
    // Otherwise the move throws "illegal_state".
    if (offer.state === "submitted") {
      requireRevision(offer, revision);
      await accept();
    }
    const reviewed = await changeOfferState(trx, { actor, offer, move });
    await insertReview(trx, {
      offerId: offer.id,
      decision,
      reason: given,
      reviewer: actor.id,
      ofChange: false,
      ...(!approved && {
        returned: { terms: termsIn(offer), templateVersion: offer.templateVersion },
      }),
    });
    return reviewed;
  });
}

/** A plain approval may have been meant for the offer itself, or for an earlier change. */
const revisionMissing = () =>
  new AppError("validation_failed", "A change is approved by the revision that was seen.", {
    errors: [{ path: "revision", code: "required", message: "is needed for a change" }],
  });

function requireRevision(offer: Offer, revision: string | undefined): void {
  if (revision === undefined || isSameRevision(revision, offerRevision(offer))) return;
  const { extra } = changedMeanwhile(othersChanges(revision, revisedMembers(offer)));
  throw new AppError("conflict", "The offer changed since it was looked at; look again.", {
    extra,
  });
}
