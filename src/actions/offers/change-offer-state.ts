import { recordAudit } from "../../db/audit.ts";
import type { Trx } from "../../db/connect.ts";
import { setOfferState } from "../../db/offers/offer-states.ts";
import { stateAfter, type OfferMove } from "../../domain/offers/offer-state.ts";
import type { Offer } from "../../domain/offers/offer.ts";
import type { Provider } from "../../domain/providers/provider.ts";
import { AppError } from "../../errors.ts";
import { lockAccessibleOffer } from "../access/offer-access.ts";
import { requireReason } from "../access/require-reason.ts";
import type { Actor } from "../deps.ts";
import { enqueueWebhooks, type WebhookDeps } from "../integrations/enqueue-webhooks.ts";
import { unitOfWork } from "../unit-of-work.ts";

const audited: Record<OfferMove, string> = {
  submit: "offer.submitted",
  withdraw: "offer.withdrawn",
  approve: "offer.approved",
  return: "offer.returned",
  pause: "offer.paused",
  resume: "offer.resumed",
  close: "offer.closed",
  cancel: "offer.cancelled",
};

/**
 * Moves a locked offer to its next state and returns it. The culture office may also pause what the provider
 * has paused, and keeps it from then on. Throws AppError("illegal_state") for a move that the state does not
 * allow.
 */
export async function changeOfferState(
  trx: Trx,
  {
    actor,
    offer,
    move,
    reason,
  }: { actor: Actor; offer: Offer; move: OfferMove; reason?: string | undefined },
): Promise<Offer> {
  const isTakenOver =
    move === "pause" &&
    actor.role === "culture" &&
    offer.state === "paused" &&
    offer.pausedByOffice !== true;
  const state = isTakenOver ? offer.state : stateAfter(offer.state, move);
  if (!state) {
    throw new AppError("illegal_state", `An offer that is ${offer.state} does not take “${move}”.`);
  }
  const isStopped = actor.role === "culture" && (state === "paused" || state === "closed");
  const byOffice = isStopped ? { reason } : undefined;
  const moved = await setOfferState(trx, offer.id, { state, byOffice });
  await recordAudit(trx, { actor: actor.id, action: audited[move], subject: offer.id });
  return moved;
}

/**
 * An action that locks an offer and changes its state, without further conditions or effects. The culture
 * office may give a reason, which the provider is told.
 */
export const offerMove =
  (move: OfferMove) =>
  async (
    deps: WebhookDeps,
    { actor, offerId, reason }: { actor: Actor; offerId: string; reason?: string | undefined },
  ): Promise<Offer> => {
    const told = reason === undefined ? undefined : requireReason(reason, 1_000);
    return unitOfWork(deps, async ({ trx, afterCommit }) => {
      const offer = await lockAccessibleOffer(trx, actor, offerId);
      afterCommit((db) => enqueueWebhooks({ ...deps, db }, [offer.providerId]));
      return changeOfferState(trx, { actor, offer, move, reason: told });
    });
  };

/** Throws AppError("illegal_state") unless the culture office has approved the provider and not suspended it. */
export function requireApproved(provider: Provider | undefined): void {
  if (provider?.state === "approved") return;
  throw new AppError("illegal_state", "The culture office has to approve the provider first.");
}
