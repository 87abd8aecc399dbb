import { findOffers } from "../../db/offers/offer-list.ts";
import { municipalityNames } from "../../db/municipalities.ts";
import { providersIn } from "../../db/providers/providers.ts";
import {
  isFoundByOffice,
  isInReviewView,
  type ReviewView,
} from "../../domain/offers/office-view.ts";
import type { Offer } from "../../domain/offers/offer.ts";
import { pageOf, type ListPage } from "../../domain/page-of.ts";
import { requireCulture } from "../access/require-culture.ts";
import type { Actor, Deps } from "../deps.ts";

const pageSize = 24;

interface Reviews extends ListPage<{ offer: Offer; provider: string }> {
  /** Whether anything waits, whatever the view and the search. */
  hasWaiting: boolean;
  municipalities: ReadonlyMap<string, string>;
}

/**
 * A page of the offers that wait for the culture office, also for a change of theirs, that are in the view and have
 * the words of the search: those that end soonest first, each with its provider's name. Throws
 * AppError("forbidden") for other roles.
 */
export async function listReviews(
  { db }: Pick<Deps, "db">,
  { actor, view, search, page }: { actor: Actor; view: ReviewView; search: string; page: number },
): Promise<Reviews> {
  const offices = requireCulture(actor);
  const [offers, providers, municipalities] = await Promise.all([
    findOffers(db, { providerMunicipalities: offices, awaitingReview: true }),
    providersIn(db, offices),
    municipalityNames(db),
  ]);
  const names = new Map(providers.map(({ id, name }) => [id, name]));
  const found = offers
    .map((offer) => ({ offer, provider: names.get(offer.providerId) ?? "" }))
    .filter((listed) => isInReviewView(listed.offer, view) && isFoundByOffice(listed, search));
  return { ...pageOf(found, page, pageSize), hasWaiting: offers.length > 0, municipalities };
}
