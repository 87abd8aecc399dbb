import { findOffer } from "../../db/offers/offers.ts";
import type { Offer } from "../../domain/offers/offer.ts";
import type { Actor, Deps } from "../deps.ts";
import { mayReadOffer, offerNotFound, parseOfferId } from "../access/offer-access.ts";

/**
 * An offer, for the actors who manage it and, once approved, for NAV and the culture offices of its municipalities.
 * Throws AppError("not_found") for others.
 */
export async function getOffer(
  { db }: Pick<Deps, "db">,
  { actor, offerId }: { actor: Actor; offerId: string },
): Promise<Offer> {
  const id = parseOfferId(offerId);
  const offer = await findOffer(db, id);
  if (!offer || !(await mayReadOffer(db, actor, offer))) throw offerNotFound();
  return offer;
}
