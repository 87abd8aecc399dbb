import type { Trx } from "../../db/connect.ts";
import { findOffer } from "../../db/offers/offers.ts";
import { isReviewed } from "../../domain/offers/offer-state.ts";
import type { Offer } from "../../domain/offers/offer.ts";
import type { Actor, Deps } from "../deps.ts";
import { mayReviewOffer, offerNotFound, parseOfferId } from "../access/offer-access.ts";
import { unitOfWork } from "../unit-of-work.ts";

/**
 * An offer: to those who decide about it, and once approved to NAV in its municipalities. Throws
 * AppError("not_found") to anyone else.
 */
export async function getOffer(
  { db }: Pick<Deps, "db">,
  { actor, offerId }: { actor: Actor; offerId: string },
): Promise<Offer> {
  const id = parseOfferId(offerId);
  return unitOfWork({ db }, async ({ trx }) => {
    const offer = await findOffer(trx, id);
    if (!offer || !(await maySee(trx, actor, offer))) throw offerNotFound();
    return offer;
  });
}

async function maySee(trx: Trx, actor: Actor, offer: Offer): Promise<boolean> {
  if (actor.role === "nav") {
    return (
      isReviewed(offer.state) &&
      offer.municipalities.some((number) => actor.municipalities.includes(number))
    );
  }
  if (actor.role === "culture" && offer.state === "draft") return false;
  return mayReviewOffer(trx, actor, offer);
}
