import { offerStatistics, type OfferStatistics } from "../../db/statistics/statistics.ts";
import type { Actor, Deps } from "../deps.ts";
import { offerNotFound } from "../access/offer-access.ts";
import { getOffer } from "../offers/get-offer.ts";

/** Returns the counts of an offer. Throws AppError("not_found"). */
export async function getOfferStatistics(
  { db }: Pick<Deps, "db">,
  { actor, offerId }: { actor: Actor; offerId: string },
): Promise<OfferStatistics> {
  const { id } = await getOffer({ db }, { actor, offerId });
  const statistics = await offerStatistics(db, id);
  if (!statistics) throw offerNotFound();
  return statistics;
}
