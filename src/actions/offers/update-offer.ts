import { recordAudit } from "../../db/audit.ts";
import { isCodeOverBefore } from "../../db/codes/code-reservations.ts";
import { hasAllocatedTickets, setPendingChange } from "../../db/offers/pending-changes.ts";
import { insertTextExceptions, textExceptionsOf } from "../../db/offers/text-exceptions.ts";
import type { OfferChanges } from "../../domain/offers/offer-input.ts";
import { requireMatch } from "../../domain/entity-tag.ts";
import { offerRevision, revisedMembers } from "../../domain/offers/offer-revision.ts";
import { isRunning, isUnapproved } from "../../domain/offers/offer-state.ts";
import { findMoveFaults, followEvent } from "../../domain/offers/offer-move.ts";
import { changeTerms } from "../../domain/offers/offer-terms.ts";
import { findFrozenChanges } from "../../domain/offers/frozen-changes.ts";
import { changesRefund, divideChange, termsToChange } from "../../domain/offers/pending-change.ts";
import { refundFaultsAsSent } from "../../domain/offers/refund-input.ts";
import type { Offer } from "../../domain/offers/offer.ts";
import { AppError } from "../../errors.ts";
import { validateOfferTerms } from "./validate-offer-terms.ts";
import type { Actor, Deps } from "../deps.ts";
import { lockAccessibleOffer } from "../access/offer-access.ts";
import { unitOfWork } from "../unit-of-work.ts";
import { writeTerms, type TermDeps } from "./write-terms.ts";

/** A refused quota comes with the nearest possible one; nothing was changed then. */
export type OfferUpdate =
  | { outcome: "updated"; offer: Offer }
  | { outcome: "quota_below_allocated"; lowestPossible: number };

/**
 * Updates an offer: all terms at once while it is a draft or returned, later as `offerTerms` says of each. What
 * the culture office has to review again waits beside the terms that hold (`pendingChange`).
 *
 * Throws AppError "not_found", "illegal_state" for a change that the state does not allow,
 * "validation_failed" or "revealing_text"; "conflict" for another offer's external id, "precondition_failed" when
 * `ifMatch` names another revision.
 */
export async function updateOffer(
  deps: Pick<Deps, "clock" | "db"> & TermDeps,
  {
    actor,
    offerId,
    changes,
    ifMatch,
  }: { actor: Actor; offerId: string; changes: OfferChanges; ifMatch?: string | undefined },
): Promise<OfferUpdate> {
  return unitOfWork(deps, async (unit) => {
    const { trx } = unit;
    const before = await lockAccessibleOffer(trx, actor, offerId);
    requireMatch(ifMatch, offerRevision(before), revisedMembers(before));
    if (!isUnapproved(before.state) && !isRunning(before.state)) {
      throw new AppError("illegal_state", `An offer that is ${before.state} cannot be changed.`);
    }
    const running = isRunning(before.state);
    const at = deps.clock.now();
    const wanted = followEvent(before, changeTerms(termsToChange(before), changes));
    const frozen = running
      ? [...findFrozenChanges(before, wanted), ...findMoveFaults(before, wanted, at)]
      : [];
    if (frozen.length > 0) {
      throw new AppError(
        "illegal_state",
        "Once approved, only quota, texts, refund, place, opening hours, a later end and the times of an event or of sessions can change.",
        { errors: frozen },
      );
    }
    if (wanted.ownCodes && (await isCodeOverBefore(trx, before.id, wanted.validity.until))) {
      throw new AppError("validation_failed", "Codes on tickets end before the tickets would.", {
        errors: [{ path: "validUntil", code: "codes_end", message: "must not be after the codes" }],
      });
    }
    const { template, asked } = await validateOfferTerms(trx, before.providerId, wanted, changes, {
      known: (await textExceptionsOf(trx, [before.id])).get(before.id),
      held: running ? before : undefined,
      templateId: before.templateId,
    });
    const { now, pending } = running
      ? divideChange(before, wanted, at)
      : { now: wanted, pending: undefined };
    const isNew = pending !== undefined && pending !== before.pendingChange;
    if (isNew && changesRefund(pending) && (await hasAllocatedTickets(trx, before.id))) {
      throw refundIsFixed(changes);
    }
    if (now.quota < before.allocated) {
      return { outcome: "quota_below_allocated", lowestPossible: before.allocated };
    }
    if (pending !== before.pendingChange) await setPendingChange(trx, before.id, pending);
    const templateVersion = running ? before.templateVersion : template.latestVersion;
    const change = { before, after: now, at, templateVersion };
    const { offer, tickets } = await writeTerms(deps, unit, change);
    await insertTextExceptions(trx, before.id, asked);
    await recordAudit(trx, {
      actor: actor.id,
      action: "offer.changed",
      subject: before.id,
      detail: {
        changed: Object.keys(changes),
        tickets,
        waiting: Object.keys(pending?.terms ?? {}),
      },
    });
    return { outcome: "updated", offer };
  });
}

/** Statements read what a use is worth from the offer; and whether a ticket was used is not told by a refusal. */
const refundIsFixed = (changes: OfferChanges) =>
  new AppError("illegal_state", "Tickets were allocated already, so the refund stays as agreed.", {
    errors: refundFaultsAsSent(
      [
        {
          path: "refund.ore",
          code: "frozen",
          message: "cannot change once a ticket was allocated",
        },
      ],
      changes,
    ),
  });
