import type { Offer } from "../../domain/offers/offer.ts";
import type { Actor, Deps } from "../deps.ts";
import { mayReviewOffer, offerNotFound } from "../access/offer-access.ts";
import { getOffer } from "./get-offer.ts";

/** An offer, for the actors who manage it. Throws AppError("not_found") for others, also for those who may read it. */
export async function getManagedOffer(
  { db }: Pick<Deps, "db">,
  asked: { actor: Actor; offerId: string },
): Promise<Offer> {
  const offer = await getOffer({ db }, asked);
  if (!(await mayReviewOffer(db, asked.actor, offer))) throw offerNotFound();
  return offer;
}
