import type { Db } from "../../db/connect.ts";
import { findOffer } from "../../db/offers/offers.ts";
import { isReviewed } from "../../domain/offers/offer-state.ts";
import type { Offer } from "../../domain/offers/offer.ts";
import type { Actor, Deps } from "../deps.ts";
import { mayReviewOffer, offerNotFound, parseOfferId } from "../access/offer-access.ts";

/**
 * An offer, for the actors who manage it and, once approved, for NAV in its municipalities. Throws
 * AppError("not_found") for others.
 */
export async function getOffer(
  { db }: Pick<Deps, "db">,
  { actor, offerId }: { actor: Actor; offerId: string },
): Promise<Offer> {
  const id = parseOfferId(offerId);
  const offer = await findOffer(db, id);
  if (!offer || !(await maySee(db, actor, offer))) throw offerNotFound();
  return offer;
}

async function maySee(db: Db, actor: Actor, offer: Offer): Promise<boolean> {
  if (actor.role === "nav") {
    return (
      isReviewed(offer.state) &&
      offer.municipalities.some((number) => actor.municipalities.includes(number))
    );
  }
  if (actor.role === "culture" && offer.state === "draft") return false;
  return mayReviewOffer(db, actor, offer);
}
