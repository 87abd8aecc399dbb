import { offerStatistics, type OfferStatistics } from "../db/statistics.ts";
import type { Actor, Deps } from "./deps.ts";
import { noSuchOffer } from "./own-offer.ts";
import { showOffer } from "./show-offer.ts";

/** Counts of an offer that the actor may see. Throws AppError("not_found"). */
export async function showStatistics(
  { db }: Pick<Deps, "db">,
  { actor, offerId }: { actor: Actor; offerId: string },
): Promise<OfferStatistics> {
  const { id } = await showOffer({ db }, { actor, offerId });
  const statistics = await offerStatistics(db, id);
  if (!statistics) throw noSuchOffer();
  return statistics;
}
