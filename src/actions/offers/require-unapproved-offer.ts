import { isUnapproved } from "../../domain/offers/offer-state.ts";
import type { Offer } from "../../domain/offers/offer.ts";
import { AppError } from "../../errors.ts";
import type { Actor, Deps } from "../deps.ts";
import { getOffer } from "./get-offer.ts";

/**
 * The offer, before work that only one which is not approved can take. Throws AppError "not_found", and "illegal_state"
 * once it is submitted or approved.
 */
export async function requireUnapprovedOffer(
  deps: Pick<Deps, "db">,
  asked: { actor: Actor; offerId: string },
): Promise<Offer> {
  const offer = await getOffer(deps, asked);
  if (isUnapproved(offer.state)) return offer;
  throw new AppError("illegal_state", `The offer is ${offer.state}; its look is settled.`);
}
