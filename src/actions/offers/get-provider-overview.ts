import { noCounts, offerCounts, type OfferCounts } from "../../db/offers/offer-counts.ts";
import { findOffers } from "../../db/offers/offer-list.ts";
import { latestReviews, type Review } from "../../db/offers/reviews.ts";
import { isFound, isInView, type OfferView } from "../../domain/offers/offer-view.ts";
import type { Offer } from "../../domain/offers/offer.ts";
import { pageOf, type ListPage } from "../../domain/page-of.ts";
import type { Actor, Deps } from "../deps.ts";
import { requireProvider } from "../access/require-provider.ts";

export interface OverviewEntry {
  offer: Offer;
  counts: OfferCounts;
  review: Review | undefined;
  /** Its time has passed. */
  isOver: boolean;
}

export interface OverviewPage extends ListPage<OverviewEntry> {
  /** Whether the provider has any offer at all. */
  hasOffers: boolean;
}

/** More than any provider has. */
const most = 2_000;
const pageSize = 24;

const wantsAttention: readonly string[] = [
  "returned",
  "draft",
  "submitted",
  "open",
  "paused",
  "closed",
];

/**
 * A page of the provider's offers in the view that have the words of the search, with their counts: those that
 * need the provider first, past ones last and the latest of these first. Throws AppError("forbidden") for all but
 * providers.
 */
export async function getProviderOverview(
  { db, clock }: Pick<Deps, "db" | "clock">,
  { actor, view, search, page }: { actor: Actor; view: OfferView; search: string; page: number },
): Promise<OverviewPage> {
  const now = clock.now();
  const offers = await findOffers(db, { providerId: requireProvider(actor) }, { limit: most });
  const isOver = ({ validity }: Offer) => validity.until <= now;
  const place = (offer: Offer) =>
    isOver(offer) ? wantsAttention.length : wantsAttention.indexOf(offer.state);
  const found = offers
    .filter((offer) => isInView(offer, view, now) && isFound(offer, search))
    .sort((one, other) => place(one) - place(other));
  const { items, ...where } = pageOf(view === "archive" ? found.reverse() : found, page, pageSize);
  const ids = items.map(({ id }) => id);
  const [counts, reviews] = await Promise.all([offerCounts(db, ids), latestReviews(db, ids)]);
  const entries = items.map((offer) => ({
    offer,
    counts: counts.get(offer.id) ?? noCounts,
    review: reviews.get(offer.id),
    isOver: isOver(offer),
  }));
  return { ...where, items: entries, hasOffers: offers.length > 0 };
}
