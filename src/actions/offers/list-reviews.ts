import { findOffers } from "../../db/offers/offer-list.ts";
import { municipalityNames } from "../../db/municipalities.ts";
import { providersIn } from "../../db/providers/providers.ts";
import type { Offer } from "../../domain/offers/offer.ts";
import { requireCulture } from "../access/require-culture.ts";
import type { Actor, Deps } from "../deps.ts";

/** More than an office reads in a day. */
const most = 200;

/**
 * The offers that wait for the culture office, also for a change of theirs, those that end soonest first, each with its
 * provider's name. Throws AppError("forbidden") for other roles.
 */
export async function listReviews(
  { db }: Pick<Deps, "db">,
  { actor }: { actor: Actor },
): Promise<{
  waiting: { offer: Offer; provider: string }[];
  municipalities: ReadonlyMap<string, string>;
}> {
  const offices = requireCulture(actor);
  const [offers, providers, municipalities] = await Promise.all([
    findOffers(db, { providerMunicipalities: offices, awaitingReview: true }, { limit: most }),
    providersIn(db, offices),
    municipalityNames(db),
  ]);
  const names = new Map(providers.map(({ id, name }) => [id, name]));
  const waiting = offers.map((offer) => ({ offer, provider: names.get(offer.providerId) ?? "" }));
  return { waiting, municipalities };
}
