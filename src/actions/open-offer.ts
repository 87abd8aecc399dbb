import { offerCounts, type OfferCounts } from "../db/offer-counts.ts";
import { findProvider, municipalityNames } from "../db/providers.ts";
import { latestReviews, type Review } from "../db/reviews.ts";
import { templateFaceOfOffer, type TemplateFace } from "../db/template-faces.ts";
import type { Offer } from "../domain/offer.ts";
import type { Provider } from "../domain/provider.ts";
import type { Actor, Deps } from "./deps.ts";
import { noSuchOffer } from "./own-offer.ts";
import { showOffer } from "./show-offer.ts";

/** An offer with all that its page shows. */
export interface OpenedOffer {
  offer: Offer;
  provider: Provider;
  counts: OfferCounts;
  /** The culture office's latest decision. */
  review: Review | undefined;
  face: TemplateFace;
  municipalities: ReadonlyMap<string, string>;
}

/**
 * An offer for the page of those who decide about it; counts of the offer, never of a person. Throws
 * AppError("not_found") to anyone else.
 */
export async function openOffer(
  { db }: Pick<Deps, "db">,
  { actor, offerId }: { actor: Actor; offerId: string },
): Promise<OpenedOffer> {
  const offer = await showOffer({ db }, { actor, offerId });
  const [provider, counts, reviews, face, municipalities] = await Promise.all([
    findProvider(db, offer.providerId),
    offerCounts(db, [offer.id]),
    latestReviews(db, [offer.id]),
    templateFaceOfOffer(db, offer.id),
    municipalityNames(db),
  ]);
  const count = counts.get(offer.id);
  if (!provider || !face || !count) throw noSuchOffer();
  return { offer, provider, counts: count, review: reviews.get(offer.id), face, municipalities };
}
