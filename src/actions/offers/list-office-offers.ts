import { noCounts, offerCounts } from "../../db/offers/offer-counts.ts";
import { findOffers } from "../../db/offers/offer-list.ts";
import { usesByDay } from "../../db/offers/uses-by-day.ts";
import { providersIn } from "../../db/providers/providers.ts";
import { hasCountedDays } from "../../domain/offers/event-days.ts";
import { offerNumbers, quotaCounts, type OfferNumbers } from "../../domain/offers/offer-numbers.ts";
import type { Offer } from "../../domain/offers/offer.ts";
import { requireCulture } from "../access/require-culture.ts";
import type { Actor, Deps, NestableDeps } from "../deps.ts";

/** More than the providers of an office run at a time. */
const mostRunning = 500;
const mostEnded = 100;

/** An approved offer as the culture office sees it. */
interface OfficeOffer {
  offer: Offer;
  /** Name of the provider. */
  provider: string;
  numbers: OfferNumbers;
}

/** Returns the numbers of each offer, by its id. */
export async function numbersOfOffers(
  { db, clock }: Pick<NestableDeps, "clock" | "db">,
  offers: readonly Offer[],
): Promise<Map<string, OfferNumbers>> {
  const idsOf = (some: readonly Offer[]) => some.map(({ id }) => id);
  const counts = await offerCounts(db, idsOf(offers));
  const days = await usesByDay(db, idsOf(offers.filter(hasCountedDays)));
  const now = clock.now();
  return new Map(
    offers.map((offer) => {
      const its = quotaCounts(counts.get(offer.id) ?? noCounts, days.get(offer.id) ?? []);
      return [offer.id, offerNumbers(offer, its, now)];
    }),
  );
}

/**
 * Returns the approved offers of the culture office's providers with their numbers: those that run, which end
 * soonest first, and those that are closed or over, the hundred latest first. Throws AppError("forbidden") for other
 * roles.
 */
export async function listOfficeOffers(
  deps: Pick<Deps, "clock" | "db">,
  { actor }: { actor: Actor },
): Promise<{ running: OfficeOffer[]; ended: OfficeOffer[] }> {
  const { db, clock } = deps;
  const offices = requireCulture(actor);
  const now = clock.now();
  const filter = { providerMunicipalities: offices };
  const [running, ended, providers] = await Promise.all([
    findOffers(
      db,
      { ...filter, states: ["open", "paused"], notEndedAt: now },
      { limit: mostRunning },
    ),
    findOffers(db, { ...filter, closedOrEndedAt: now }, { limit: mostEnded, latestFirst: true }),
    providersIn(db, offices),
  ]);
  const numbers = await numbersOfOffers(deps, [...running, ...ended]);
  const names = new Map(providers.map(({ id, name }) => [id, name]));
  const shown = (offer: Offer): OfficeOffer[] => {
    const its = numbers.get(offer.id);
    return its ? [{ offer, provider: names.get(offer.providerId) ?? "", numbers: its }] : [];
  };
  return { running: running.flatMap(shown), ended: ended.flatMap(shown) };
}
