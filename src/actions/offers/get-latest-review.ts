import { latestReviews, type Review } from "../../db/offers/reviews.ts";
import type { Actor, Deps } from "../deps.ts";
import { getOffer } from "./get-offer.ts";

/**
 * The culture office's latest decision on an offer and its reason; undefined before the first one, and
 * for NAV, which reads offers alone. Throws AppError("not_found").
 */
export async function getLatestReview(
  { db }: Pick<Deps, "db">,
  { actor, offerId }: { actor: Actor; offerId: string },
): Promise<Review | undefined> {
  const { id } = await getOffer({ db }, { actor, offerId });
  return actor.role === "nav" ? undefined : (await latestReviews(db, [id])).get(id);
}
