import { recordAudit } from "../../db/audit.ts";
import { isCodeOverBefore } from "../../db/codes/code-reservations.ts";
import { findOffer, setOfferMoved, updateOfferRow } from "../../db/offers/offers.ts";
import { bumpVersionsOfOffer } from "../../db/passes/passes.ts";
import { announceMove } from "../../db/recipients/messages.ts";
import type { OfferChanges } from "../../domain/offers/offer-input.ts";
import { requireMatch } from "../../domain/entity-tag.ts";
import { highestQuota } from "../../domain/offers/offer-quota.ts";
import { offerRevision } from "../../domain/offers/offer-revision.ts";
import { isRunning, isUnapproved } from "../../domain/offers/offer-state.ts";
import { findMoveFaults, followEvent, movedFrom } from "../../domain/offers/offer-move.ts";
import { changesContent, changeTerms, findFrozenChanges } from "../../domain/offers/offer-terms.ts";
import { refundFaultsAsSent } from "../../domain/offers/refund-input.ts";
import type { Offer } from "../../domain/offers/offer.ts";
import { AppError } from "../../errors.ts";
import { externalIdTaken } from "./external-id-taken.ts";
import { validateOfferTerms } from "./validate-offer-terms.ts";
import type { Actor, Deps } from "../deps.ts";
import { lockAccessibleOffer } from "../access/offer-access.ts";
import { unitOfWork } from "../unit-of-work.ts";

/** A refused quota comes with the nearest possible one; nothing was changed then. */
export type OfferUpdate =
  | { outcome: "updated"; offer: Offer }
  | { outcome: "quota_below_allocated"; lowestPossible: number }
  | { outcome: "quota_above_approved"; highestPossible: number };

/**
 * Updates an offer: all terms while it is a draft or returned; later its quota, texts, a later end, and
 * the time and place. A change of what tickets show raises the version of issued tickets in the same
 * transaction; one of time or place also owes a message to the holders who know of theirs.
 *
 * Throws AppError "not_found", "illegal_state" for a change that the state does not allow,
 * "validation_failed" or "revealing_text"; "conflict" for another offer's external id, "precondition_failed" when `ifMatch` names another revision.
 */
export async function updateOffer(
  { apns, clock, db, enqueue, google }: Pick<Deps, "apns" | "clock" | "db" | "enqueue" | "google">,
  {
    actor,
    offerId,
    changes,
    ifMatch,
  }: { actor: Actor; offerId: string; changes: OfferChanges; ifMatch?: string | undefined },
): Promise<OfferUpdate> {
  return unitOfWork({ db }, async ({ trx, afterCommit }) => {
    const before = await lockAccessibleOffer(trx, actor, offerId);
    requireMatch(ifMatch, offerRevision(before));
    if (!isUnapproved(before.state) && !isRunning(before.state)) {
      throw new AppError("illegal_state", `An offer that is ${before.state} cannot be changed.`);
    }
    const running = isRunning(before.state);
    const now = clock.now();
    const after = followEvent(before, changeTerms(before, changes));
    const frozen = running
      ? [...findFrozenChanges(before, after), ...findMoveFaults(before, after, now)]
      : [];
    if (frozen.length > 0) {
      throw new AppError(
        "illegal_state",
        "Once approved, only quota, title, description, place, a later end, more sessions and the time of an event can change.",
        { errors: refundFaultsAsSent(frozen, changes) },
      );
    }
    if (after.ownCodes && (await isCodeOverBefore(trx, before.id, after.validity.until))) {
      throw new AppError("validation_failed", "Codes on tickets end before the tickets would.", {
        errors: [{ path: "validUntil", code: "codes_end", message: "must not be after the codes" }],
      });
    }
    const template = await validateOfferTerms(trx, before.providerId, after, changes);
    if (after.quota < before.allocated) {
      return { outcome: "quota_below_allocated", lowestPossible: before.allocated };
    }
    const highest = highestQuota(before);
    if (highest !== undefined && after.quota > highest) {
      return { outcome: "quota_above_approved", highestPossible: highest };
    }

    const newContent = changesContent(before, after);
    const contentVersion = before.contentVersion + (newContent ? 1 : 0);
    const templateVersion = isUnapproved(before.state)
      ? template.latestVersion
      : before.templateVersion;
    const versions = { templateVersion, contentVersion };
    if (!(await updateOfferRow(trx, before.id, after, versions))) throw externalIdTaken();
    const from = running ? movedFrom(before, after) : undefined;
    if (from) {
      await setOfferMoved(trx, offerId, { at: now, ...from });
      const told = await announceMove(trx, { offerId, at: now });
      const jobs = told.map((recipientId) => ({ recipientId }));
      afterCommit(() => enqueue("notify-recipient", jobs));
    }
    const tickets = newContent ? await bumpVersionsOfOffer(trx, before.id, contentVersion) : 0;
    await recordAudit(trx, {
      actor: actor.id,
      action: "offer.changed",
      subject: before.id,
      detail: { changed: Object.keys(changes), tickets },
    });
    if (newContent && running) {
      if (google) afterCommit(() => enqueue("sync-google", [{ offerId }]));
      if (apns) afterCommit(() => enqueue("push-apple", [{ kind: "routine" }]));
    }
    return { outcome: "updated", offer: (await findOffer(trx, before.id)) ?? before };
  });
}
