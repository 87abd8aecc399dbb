import { noOfficeCounts, officeCounts, officeUsesByDay } from "../../db/offers/office-counts.ts";
import { hasCountedDays } from "../../domain/offers/event-days.ts";
import {
  offerNumbers,
  type MunicipalityCounts,
  type OfferNumbers,
} from "../../domain/offers/offer-numbers.ts";
import type { Offer } from "../../domain/offers/offer.ts";
import type { NestableDeps } from "../deps.ts";

/**
 * Returns the numbers of each offer, by its id: of the tickets that the municipalities pay for, and of no other's. The
 * largest cost alone is that of the whole offer.
 */
export async function numbersOfOffers(
  { db, clock }: Pick<NestableDeps, "clock" | "db">,
  municipalities: string[],
  offers: readonly Offer[],
): Promise<Map<string, OfferNumbers>> {
  const idsOf = (some: readonly Offer[]) => some.map(({ id }) => id);
  const counted = new Map<string, MunicipalityCounts[]>(offers.map(({ id }) => [id, []]));
  for (const municipality of municipalities) {
    const counts = await officeCounts(db, idsOf(offers), municipality);
    const days = await officeUsesByDay(db, idsOf(offers.filter(hasCountedDays)), municipality);
    for (const [id, each] of counted) {
      each.push({ ...(counts.get(id) ?? noOfficeCounts), byDay: days.get(id) ?? [] });
    }
  }
  const now = clock.now();
  return new Map(
    offers.map((offer) => [offer.id, offerNumbers(offer, counted.get(offer.id) ?? [], now)]),
  );
}
