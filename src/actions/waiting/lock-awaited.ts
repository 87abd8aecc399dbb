import type { Trx } from "../../db/connect.ts";
import { lockOffers } from "../../db/offers/offers.ts";
import { isUuid } from "../../domain/is-uuid.ts";
import type { Offer } from "../../domain/offers/offer.ts";
import { AppError } from "../../errors.ts";
import { requireNav } from "../access/require-nav.ts";
import type { Actor } from "../deps.ts";

/** Who asks for the waiting list of which offer. */
export interface AskedList {
  actor: Actor;
  offerId: string;
}

/**
 * Locks an offer for the officer's municipalities. Throws AppError "forbidden"; "not_found" for another's, and
 * for one that the culture office has not approved.
 */
export async function lockAwaited(trx: Trx, { actor, offerId }: AskedList): Promise<Offer> {
  const municipalities = requireNav(actor);
  const [offer] = (await lockOffers(trx, [offerId].filter(isUuid))).values();
  return requireAwaited(offer, municipalities);
}

/** The offer, if it is one of the municipalities'. Throws AppError "not_found". */
export function requireAwaited(offer: Offer | undefined, municipalities: string[]): Offer {
  const isApproved = offer && ["open", "paused", "closed"].includes(offer.state);
  if (!isApproved || !offer.municipalities.some((each) => municipalities.includes(each))) {
    throw new AppError("not_found", "There is no such offer.");
  }
  return offer;
}
