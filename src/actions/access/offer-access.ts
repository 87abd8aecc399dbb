import type { Db, Trx } from "../../db/connect.ts";
import { findOffer, lockOffers } from "../../db/offers/offers.ts";
import { findProvider } from "../../db/providers/providers.ts";
import { isUuid } from "../../domain/is-uuid.ts";
import { isReviewed } from "../../domain/offers/offer-state.ts";
import type { Offer } from "../../domain/offers/offer.ts";
import { AppError } from "../../errors.ts";
import type { Actor } from "../deps.ts";

/** The same error for an unknown offer and for one without access, so that ids cannot be probed. */
export const offerNotFound = () => new AppError("not_found", "There is no such offer.");

/** Parses an offer's id. Throws AppError("not_found") for any other text. */
export function parseOfferId(text: string): string {
  if (!isUuid(text)) throw offerNotFound();
  return text.toLowerCase();
}

/**
 * Whether the actor manages the offer: its provider, the culture office of the provider's
 * municipality, or the service itself.
 */
export async function mayReviewOffer(db: Db, actor: Actor, offer: Offer): Promise<boolean> {
  switch (actor.role) {
    case "provider":
      return offer.providerId === actor.providerId;
    case "culture": {
      const provider = await findProvider(db, offer.providerId);
      return provider !== undefined && actor.municipalities.includes(provider.municipality);
    }
    case "system":
      return true;
    case "nav":
    case "auditor":
    case "operator":
    case "holder":
      return false;
  }
}

/**
 * Whether the actor reads the offer: who manages it (a draft is its provider's alone) and, once it is approved, NAV and
 * the culture offices of the municipalities whose children may get its tickets.
 */
export async function mayReadOffer(db: Db, actor: Actor, offer: Offer): Promise<boolean> {
  if (actor.role === "nav" || actor.role === "culture") {
    const isNamed = offer.municipalities.some((number) => actor.municipalities.includes(number));
    if (isNamed && isReviewed(offer.state)) return true;
  }
  if (actor.role === "culture" && offer.state === "draft") return false;
  return mayReviewOffer(db, actor, offer);
}

/** Locks the offer until commit. Throws AppError("not_found") when the actor does not manage it. */
export async function lockAccessibleOffer(trx: Trx, actor: Actor, offerId: string): Promise<Offer> {
  const id = parseOfferId(offerId);
  const offer = (await lockOffers(trx, [id])).get(id);
  if (!offer || !(await mayReviewOffer(trx, actor, offer))) throw offerNotFound();
  return offer;
}

/**
 * Throws AppError("not_found") unless the offer is approved, or was, and gives tickets to children of one of the
 * municipalities.
 */
export async function requireOfferedTo(
  db: Db,
  municipalities: readonly string[],
  offerId: string,
): Promise<void> {
  const offer = await findOffer(db, parseOfferId(offerId));
  const isApproved = offer && isReviewed(offer.state);
  if (!isApproved || !offer.municipalities.some((each) => municipalities.includes(each))) {
    throw offerNotFound();
  }
}
