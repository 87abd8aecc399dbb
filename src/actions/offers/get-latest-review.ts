import { latestReviews, type Review } from "../../db/offers/reviews.ts";
import type { Actor, Deps } from "../deps.ts";
import { mayReviewOffer } from "../access/offer-access.ts";
import { getOffer } from "./get-offer.ts";

/**
 * The latest review of an offer; undefined before the first, and for those who do not manage it. Throws
 * AppError("not_found").
 */
export async function getLatestReview(
  { db }: Pick<Deps, "db">,
  { actor, offerId }: { actor: Actor; offerId: string },
): Promise<Review | undefined> {
  const offer = await getOffer({ db }, { actor, offerId });
  if (!(await mayReviewOffer(db, actor, offer))) return undefined;
  return (await latestReviews(db, [offer.id])).get(offer.id);
}
