import type { Trx } from "../../db/connect.ts";
import type { Offer } from "../../domain/offers/offer.ts";
import { lockAccessibleOffer, offerNotFound } from "../access/offer-access.ts";
import type { Actor } from "../deps.ts";

/**
 * Locks an offer whose complimentary tickets the actor may hand out and revoke: its provider or the culture office.
 * Throws AppError("not_found") for others.
 */
export async function lockOfferToHandOut(
  trx: Trx,
  actor: Actor,
  offerId: string,
): Promise<{ offer: Offer; role: "provider" | "culture" }> {
  const offer = await lockAccessibleOffer(trx, actor, offerId);
  if (actor.role !== "provider" && actor.role !== "culture") throw offerNotFound();
  return { offer, role: actor.role };
}
