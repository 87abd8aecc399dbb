import { offerStatistics, type OfferStatistics } from "../../db/statistics/statistics.ts";
import { usesByDay } from "../../db/offers/uses-by-day.ts";
import { dateCounts, datesForProvider, type ShownDate } from "../../domain/offers/date-counts.ts";
import type { Actor, Deps } from "../deps.ts";
import { offerNotFound } from "../access/offer-access.ts";
import { getOffer } from "../offers/get-offer.ts";

/** Returns the counts of an offer, of one with several dates by day, too. Throws AppError("not_found"). */
export async function getOfferStatistics(
  { db, clock }: Pick<Deps, "clock" | "db">,
  { actor, offerId }: { actor: Actor; offerId: string },
): Promise<OfferStatistics & { dates?: ShownDate[] }> {
  const offer = await getOffer({ db }, { actor, offerId });
  const { id } = offer;
  const statistics = await offerStatistics(db, id);
  if (!statistics) throw offerNotFound();
  if (!offer.sessions) return statistics;
  const days = await usesByDay(db, [id]);
  const dates = dateCounts(offer, days.get(id) ?? [], clock.now());
  return { ...statistics, ...(dates && { dates: datesForProvider(dates) }) };
}
