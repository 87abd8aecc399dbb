import { offerCounts, type OfferCounts } from "../db/offer-counts.ts";
import { municipalityNames } from "../db/municipalities.ts";
import { findProvider } from "../db/providers.ts";
import { latestReviews, type Review } from "../db/reviews.ts";
import { findTemplateVersion } from "../db/templates.ts";
import type { Offer } from "../domain/offer.ts";
import type { Provider } from "../domain/provider.ts";
import { contentOf } from "../wallets/content.ts";
import type { Actor, Deps } from "./deps.ts";
import { noSuchOffer } from "./own-offer.ts";
import type { SampleTicket } from "./sample-ticket.ts";
import { showOffer } from "./show-offer.ts";

/** An offer with all that its page shows. */
export interface OpenedOffer {
  offer: Offer;
  provider: Provider;
  counts: OfferCounts;
  /** The culture office's latest decision. */
  review: Review | undefined;
  /** As its holders will see it. */
  ticket: SampleTicket;
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
  const [provider, counts, reviews, template, municipalities] = await Promise.all([
    findProvider(db, offer.providerId),
    offerCounts(db, [offer.id]),
    latestReviews(db, [offer.id]),
    findTemplateVersion(db, offer.templateId, offer.templateVersion),
    municipalityNames(db),
  ]);
  const count = counts.get(offer.id);
  if (!provider || !template || !count) throw noSuchOffer();
  const { definition, images, imageHashes } = template;
  const content = contentOf(definition, offer, provider.name);
  return {
    offer,
    provider,
    counts: count,
    review: reviews.get(offer.id),
    ticket: { content, images, imageHashes, uses: offer.uses },
    municipalities,
  };
}
