import { weeklyStatistics } from "../db/weekly-statistics.ts";
import type { Offer } from "../domain/offer.ts";
import { everyWeek, type Week } from "../domain/weekly-counts.ts";
import type { Actor, Deps } from "./deps.ts";
import { listOffers } from "./list-offers.ts";

const mostShown = 100;

/** Every approved offer of the provider with its weeks, those that end soonest first. */
export async function showProviderNumbers(
  deps: Pick<Deps, "db" | "clock">,
  { actor }: { actor: Actor },
): Promise<{ offer: Offer; weeks: Week[] }[]> {
  const { items } = await listOffers(deps, {
    actor,
    states: ["open", "paused", "closed"],
    limit: mostShown,
  });
  const counts = await weeklyStatistics(
    deps.db,
    items.map(({ id }) => id),
  );
  return items.map((offer) => ({ offer, weeks: everyWeek(counts.get(offer.id) ?? []) }));
}
