import { offerCounts } from "../../db/offers/offer-counts.ts";
import { findOffers } from "../../db/offers/offer-list.ts";
import { providersIn } from "../../db/providers/providers.ts";
import { offerCost, type OfferCost } from "../../domain/offers/offer-cost.ts";
import type { Offer } from "../../domain/offers/offer.ts";
import { requireCulture } from "../access/require-culture.ts";
import type { Actor, Deps } from "../deps.ts";

/** More than the providers of an office run at a time. */
const most = 500;

/** An approved offer as the culture office sees it. */
export interface RunningOffer {
  offer: Offer;
  /** Name of the provider. */
  provider: string;
  cost: OfferCost;
}

/**
 * Returns the open and paused offers of the culture office's providers that have not ended, those that end
 * soonest first, with their cost. Throws AppError("forbidden") for other roles.
 */
export async function listRunningOffers(
  { db, clock }: Pick<Deps, "clock" | "db">,
  { actor }: { actor: Actor },
): Promise<RunningOffer[]> {
  const offices = requireCulture(actor);
  const now = clock.now();
  const [offers, providers] = await Promise.all([
    findOffers(
      db,
      { providerMunicipalities: offices, states: ["open", "paused"], notEndedAt: now },
      { limit: most },
    ),
    providersIn(db, offices),
  ]);
  const counts = await offerCounts(
    db,
    offers.map(({ id }) => id),
  );
  const names = new Map(providers.map(({ id, name }) => [id, name]));
  return offers.map((offer) => ({
    offer,
    provider: names.get(offer.providerId) ?? "",
    cost: offerCost(offer, counts.get(offer.id) ?? { used: 0, fetched: 0, refundOre: 0 }, now),
  }));
}
