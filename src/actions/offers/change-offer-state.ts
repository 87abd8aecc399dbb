import { recordAudit } from "../../db/audit.ts";
import type { Trx } from "../../db/connect.ts";
import { setOfferState } from "../../db/offers/offers.ts";
import { stateAfter, type OfferMove } from "../../domain/offers/offer-state.ts";
import type { Offer } from "../../domain/offers/offer.ts";
import type { Provider } from "../../domain/providers/provider.ts";
import { AppError } from "../../errors.ts";
import { lockAccessibleOffer } from "../access/offer-access.ts";
import type { Actor, Deps } from "../deps.ts";
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
 * Moves a locked offer to its next state and returns it. Throws AppError("illegal_state") for a
 * move that its state does not allow.
 */
export async function changeOfferState(
  trx: Trx,
  { actor, offer, move }: { actor: Actor; offer: Offer; move: OfferMove },
): Promise<Offer> {
  const state = stateAfter(offer.state, move);
  if (!state) {
    throw new AppError("illegal_state", `An offer that is ${offer.state} does not take “${move}”.`);
  }
  const pausedByOffice = state === "paused" && actor.role === "culture";
  const moved = await setOfferState(trx, offer.id, { state, pausedByOffice });
  await recordAudit(trx, { actor: actor.id, action: audited[move], subject: offer.id });
  return moved;
}

/** An action that locks an offer and changes its state, without further conditions or effects. */
export const offerMove =
  (move: OfferMove) =>
  ({ db }: Pick<Deps, "db">, { actor, offerId }: { actor: Actor; offerId: string }) =>
    unitOfWork({ db }, async ({ trx }) => {
      const offer = await lockAccessibleOffer(trx, actor, offerId);
      return changeOfferState(trx, { actor, offer, move });
    });

/** Throws AppError("illegal_state") unless the culture office has approved the provider and not suspended it. */
export function requireApproved(provider: Provider | undefined): void {
  if (provider?.state === "approved") return;
  throw new AppError("illegal_state", "The culture office has to approve the provider first.");
}
