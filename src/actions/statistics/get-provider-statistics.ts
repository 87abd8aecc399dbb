import { extraAdmissionCounts, useUnknownCounts } from "../../db/statistics/statistics.ts";
import { weeklyStatistics } from "../../db/statistics/weekly-statistics.ts";
import { usesByDay } from "../../db/offers/uses-by-day.ts";
import { usesByPart } from "../../db/offers/uses-by-part.ts";
import { hasCountedDays } from "../../domain/offers/event-days.ts";
import { partCounts, type PartCount } from "../../domain/offers/part-counts.ts";
import { dateCounts, type DateCount } from "../../domain/offers/date-counts.ts";
import { isInView } from "../../domain/offers/offer-view.ts";
import { pageOf, type ListPage } from "../../domain/page-of.ts";
import type { Offer, OfferState } from "../../domain/offers/offer.ts";
import { everyWeek, type Week } from "../../domain/statistics/weekly-counts.ts";
import type { Actor, Deps } from "../deps.ts";
import { listOffers } from "../offers/list-offers.ts";

const pageSize = 30;

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

/**
 * Returns a page, from 1, of the counts of the provider's approved offers: first those that are not over, which end
 * soonest, then the others, of which the latest first.
 */
export async function getProviderStatistics(
  deps: Pick<Deps, "db" | "clock">,
  { actor, page }: { actor: Actor; page: number },
): Promise<ListPage<OfferStatisticsByWeek>> {
  const now = deps.clock.now();
  const { items, ...where } = pageOf(
    currentFirst(await approvedOffers(deps, actor), now),
    page,
    pageSize,
  );
  const ids = items.map(({ id }) => id);
  const counts = await weeklyStatistics(deps.db, ids);
  const extra = await extraAdmissionCounts(deps.db, ids);
  const unknown = await useUnknownCounts(deps.db, ids);
  const days = await usesByDay(
    deps.db,
    items.filter(hasCountedDays).map(({ id }) => id),
  );
  const ticked = await usesByPart(
    deps.db,
    items.filter(({ parts }) => parts).map(({ id }) => id),
  );
  const counted = items.map((offer) => ({
    offer,
    weeks: everyWeek(counts.get(offer.id) ?? []),
    dates: dateCounts(offer, days.get(offer.id) ?? [], now),
    parts: partCounts(offer.parts, ticked.get(offer.id)),
    extraAdmissions: extra.get(offer.id) ?? 0,
    useUnknown: unknown.get(offer.id) ?? 0,
  }));
  return { items: counted, ...where };
}

/** All of them, those that end soonest first. */
async function approvedOffers(deps: Pick<Deps, "db" | "clock">, actor: Actor): Promise<Offer[]> {
  const found: Offer[] = [];
  let cursor: string | undefined;
  do {
    const states = ["open", "paused", "closed"] as const satisfies OfferState[];
    const listed = await listOffers(deps, { actor, states: [...states], limit: 500, cursor });
    found.push(...listed.items);
    cursor = listed.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return found;
}

function currentFirst(offers: Offer[], now: Date): Offer[] {
  const isCurrent = (offer: Offer) => isInView(offer, "current", now);
  return [...offers.filter(isCurrent), ...offers.filter((offer) => !isCurrent(offer)).toReversed()];
}
