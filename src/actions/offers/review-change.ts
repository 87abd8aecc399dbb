import { recordAudit } from "../../db/audit.ts";
import type { Trx } from "../../db/connect.ts";
import {
  approvePendingChange,
  hasAllocatedTickets,
  setPendingChange,
} from "../../db/offers/pending-changes.ts";
import { insertReview } from "../../db/offers/reviews.ts";
import { findMoveFaults } from "../../domain/offers/offer-move.ts";
import { changesRefund, withPendingTerms } from "../../domain/offers/pending-change.ts";
import type { Offer, PendingChange } from "../../domain/offers/offer.ts";
import { AppError } from "../../errors.ts";
import type { Actor } from "../deps.ts";
import type { UnitOfWork } from "../unit-of-work.ts";
import { writeTerms, type TermDeps } from "./write-terms.ts";

/**
 * Records the culture office's decision on the waiting change of a locked offer: approved, its terms hold at
 * once; returned, they stay beside the old ones with the reason. Throws AppError("illegal_state") with the path
 * `refund` for the refund of an offer whose tickets were allocated meanwhile.
 */
export async function reviewChange(
  deps: TermDeps,
  unit: UnitOfWork,
  {
    actor,
    offer: before,
    change,
    decision,
    reason,
    at,
  }: {
    actor: Actor;
    offer: Offer;
    change: PendingChange;
    decision: "approved" | "returned";
    reason: string | undefined;
    at: Date;
  },
): Promise<Offer> {
  const { trx } = unit;
  const approved = decision === "approved";
  if (approved && changesRefund(change)) await requireNoTickets(trx, before.id);
  if (approved) await approvePendingChange(trx, before.id);
  else await setPendingChange(trx, before.id, { ...change, returned: reason });
  const after = approved ? withPendingTerms(before, change.terms) : before;
  const errors = findMoveFaults(before, after, at);
  if (errors.length > 0) {
    throw new AppError("illegal_state", "It is too late for this; return the change.", { errors });
  }
  const { approvedQuota = after.quota } = before;
  const look = approved ? change.templateVersion : undefined;
  const templateVersion = look ?? before.templateVersion;
  const { offer, tickets } = await writeTerms(deps, unit, {
    before,
    after,
    at,
    templateVersion,
    ...(approved && { approvedQuota: Math.max(approvedQuota, after.quota) }),
  });
  const review = { offerId: before.id, decision, reason, reviewer: actor.id, ofChange: true };
  await insertReview(trx, review);
  await recordAudit(trx, {
    actor: actor.id,
    action: approved ? "offer.change_approved" : "offer.change_returned",
    subject: before.id,
    detail: {
      changed: Object.keys(change.terms),
      ...(change.templateVersion !== undefined && { template: change.templateVersion }),
      tickets,
    },
  });
  return offer;
}

async function requireNoTickets(trx: Trx, offerId: string): Promise<void> {
  if (!(await hasAllocatedTickets(trx, offerId))) return;
  throw new AppError("illegal_state", "Tickets were allocated meanwhile; return the change.", {
    errors: [
      { path: "refund", code: "frozen", message: "cannot change once a ticket was allocated" },
    ],
  });
}
