import { extraAdmissionCounts, useUnknownCounts } from "../../db/statistics/statistics.ts";
import { weeklyStatistics } from "../../db/statistics/weekly-statistics.ts";
import type { Offer } from "../../domain/offers/offer.ts";
import { everyWeek, type Week } from "../../domain/statistics/weekly-counts.ts";
import type { Actor, Deps } from "../deps.ts";
import { listOffers } from "../offers/list-offers.ts";

const maxShown = 100;

/** Returns the counts of the provider's approved offers, by the end of their validity. */
export async function getProviderStatistics(
  deps: Pick<Deps, "db" | "clock">,
  { actor }: { actor: Actor },
): Promise<{ offer: Offer; weeks: Week[]; extraAdmissions: number; useUnknown: number }[]> {
  const { items } = await listOffers(deps, {
    actor,
    states: ["open", "paused", "closed"],
    limit: maxShown,
  });
  const ids = items.map(({ id }) => id);
  const counts = await weeklyStatistics(deps.db, ids);
  const extra = await extraAdmissionCounts(deps.db, ids);
  const unknown = await useUnknownCounts(deps.db, ids);
  return items.map((offer) => ({
    offer,
    weeks: everyWeek(counts.get(offer.id) ?? []),
    extraAdmissions: extra.get(offer.id) ?? 0,
    useUnknown: unknown.get(offer.id) ?? 0,
  }));
}
