import { latestReviews, type Review } from "../../db/offers/reviews.ts";
import type { Actor, Deps } from "../deps.ts";
import { getOffer } from "./get-offer.ts";

/**
 * The latest review of an offer; undefined before the first, and for NAV. Throws
 * AppError("not_found").
 */
export async function getLatestReview(
  { db }: Pick<Deps, "db">,
  { actor, offerId }: { actor: Actor; offerId: string },
): Promise<Review | undefined> {
  const { id } = await getOffer({ db }, { actor, offerId });
  return actor.role === "nav" ? undefined : (await latestReviews(db, [id])).get(id);
}
