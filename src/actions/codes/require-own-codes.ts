import type { Db } from "../../db/connect.ts";
import { findOffer } from "../../db/offers/offers.ts";
import type { OwnCodes } from "../../domain/codes/own-codes.ts";
import type { Offer } from "../../domain/offers/offer.ts";
import { AppError } from "../../errors.ts";
import { offerNotFound, parseOfferId } from "../access/offer-access.ts";
import { requireProvider } from "../access/require-provider.ts";
import type { Actor } from "../deps.ts";

/**
 * The provider's offer with codes of its own. Throws AppError "forbidden", "not_found" for another's, and
 * "illegal_state" where tickets bear our barcode.
 */
export async function requireOwnCodes(
  db: Db,
  actor: Actor,
  offerId: string,
): Promise<{ offer: Offer; ownCodes: OwnCodes }> {
  const providerId = requireProvider(actor);
  const offer = await findOffer(db, parseOfferId(offerId));
  if (offer?.providerId !== providerId) throw offerNotFound();
  const { ownCodes } = offer;
  if (!ownCodes) {
    throw new AppError("illegal_state", "The offer's tickets bear the barcode of this service.");
  }
  return { offer, ownCodes };
}
