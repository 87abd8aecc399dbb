import { offerCounts, type OfferCounts } from "../../db/offers/offer-counts.ts";
import { findOffers } from "../../db/offers/offer-list.ts";
import { latestReviews, type Review } from "../../db/offers/reviews.ts";
import { offerStates, type Offer } from "../../domain/offers/offer.ts";
import type { Actor, Deps } from "../deps.ts";
import { requireProvider } from "../access/require-provider.ts";

export interface OverviewEntry {
  offer: Offer;
  counts: OfferCounts;
  review: Review | undefined;
  /** Its time has passed. */
  isOver: boolean;
}

/** More than any provider has. */
const most = 500;

const wantsAttention: readonly string[] = [
  "returned",
  "draft",
  "submitted",
  "open",
  "paused",
  "closed",
];

/**
 * The provider's offers with their counts: those that need the provider first, past ones last.
 * Throws AppError("forbidden") for all but providers.
 */
export async function getProviderOverview(
  { db, clock }: Pick<Deps, "db" | "clock">,
  { actor }: { actor: Actor },
): Promise<OverviewEntry[]> {
  const now = clock.now();
  const filter = { providerId: requireProvider(actor), states: [...offerStates] };
  const offers = await findOffers(db, filter, { limit: most });
  const ids = offers.map(({ id }) => id);
  const [counts, reviews] = await Promise.all([offerCounts(db, ids), latestReviews(db, ids)]);
  const place = ({ offer, isOver }: OverviewEntry) =>
    isOver ? wantsAttention.length : wantsAttention.indexOf(offer.state);
  return offers
    .map((offer) => ({
      offer,
      counts: counts.get(offer.id) ?? { fetched: 0, used: 0, admissions: 0, refundOre: 0, live: 0 },
      review: reviews.get(offer.id),
      isOver: offer.validity.until <= now,
    }))
    .sort((one, other) => place(one) - place(other));
}
