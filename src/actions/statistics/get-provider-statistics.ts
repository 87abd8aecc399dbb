import { extraAdmissionCounts, useUnknownCounts } from "../../db/statistics/statistics.ts";
import { weeklyStatistics } from "../../db/statistics/weekly-statistics.ts";
import { usesByDay } from "../../db/offers/uses-by-day.ts";
import { usesByPart } from "../../db/offers/uses-by-part.ts";
import { partCounts, type PartCount } from "../../domain/offers/part-counts.ts";
import { dateCounts, type DateCount } from "../../domain/offers/date-counts.ts";
import type { Offer } from "../../domain/offers/offer.ts";
import { everyWeek, type Week } from "../../domain/statistics/weekly-counts.ts";
import type { Actor, Deps } from "../deps.ts";
import { listOffers } from "../offers/list-offers.ts";

const maxShown = 100;

/** An offer's counts as its provider sees them. */
export interface OfferStatisticsByWeek {
  offer: Offer;
  weeks: Week[];
  /** Uses by day of an offer with several dates. */
  dates: DateCount[] | undefined;
  /** How often each part was ticked off, of an offer with parts. */
  parts: PartCount[] | undefined;
  extraAdmissions: number;
  useUnknown: number;
}

/** Returns the counts of the provider's approved offers, by the end of their validity. */
export async function getProviderStatistics(
  deps: Pick<Deps, "db" | "clock">,
  { actor }: { actor: Actor },
): Promise<OfferStatisticsByWeek[]> {
  const { items } = await listOffers(deps, {
    actor,
    states: ["open", "paused", "closed"],
    limit: maxShown,
  });
  const ids = items.map(({ id }) => id);
  const counts = await weeklyStatistics(deps.db, ids);
  const extra = await extraAdmissionCounts(deps.db, ids);
  const unknown = await useUnknownCounts(deps.db, ids);
  const days = await usesByDay(
    deps.db,
    items.filter(({ sessions }) => sessions).map(({ id }) => id),
  );
  const ticked = await usesByPart(
    deps.db,
    items.filter(({ parts }) => parts).map(({ id }) => id),
  );
  const now = deps.clock.now();
  return items.map((offer) => ({
    offer,
    weeks: everyWeek(counts.get(offer.id) ?? []),
    dates: dateCounts(offer, days.get(offer.id) ?? [], now),
    parts: partCounts(offer.parts, ticked.get(offer.id)),
    extraAdmissions: extra.get(offer.id) ?? 0,
    useUnknown: unknown.get(offer.id) ?? 0,
  }));
}
