import { offerStatistics, type OfferStatistics } from "../../db/statistics/statistics.ts";
import { usesByDay } from "../../db/offers/uses-by-day.ts";
import { usesByPart } from "../../db/offers/uses-by-part.ts";
import { hasCountedDays } from "../../domain/offers/event-days.ts";
import { partCounts, type PartCount } from "../../domain/offers/part-counts.ts";
import { dateCounts, type DateCount } from "../../domain/offers/date-counts.ts";
import type { Actor, Deps } from "../deps.ts";
import { offerNotFound } from "../access/offer-access.ts";
import { getOffer } from "../offers/get-offer.ts";

/**
 * Returns the counts of an offer, of one with several dates by day, and of one with parts by part, too. Throws
 * AppError("not_found").
 */
export async function getOfferStatistics(
  { db, clock }: Pick<Deps, "clock" | "db">,
  { actor, offerId }: { actor: Actor; offerId: string },
): Promise<OfferStatistics & { dates?: DateCount[]; parts?: PartCount[] }> {
  const offer = await getOffer({ db }, { actor, offerId });
  const { id } = offer;
  const statistics = await offerStatistics(db, id);
  if (!statistics) throw offerNotFound();
  const days = await usesByDay(db, hasCountedDays(offer) ? [id] : []);
  const dates = dateCounts(offer, days.get(id) ?? [], clock.now());
  const ticked = await usesByPart(db, offer.parts ? [id] : []);
  const parts = partCounts(offer.parts, ticked.get(id));
  return {
    ...statistics,
    ...(dates && { dates }),
    ...(parts && { parts }),
  };
}
