import { isUnapproved } from "../../domain/offers/offer-state.ts";
import { AppError } from "../../errors.ts";
import type { Actor, Deps } from "../deps.ts";
import { getOffer } from "./get-offer.ts";

/**
 * Before work that only an offer which is not approved can take. Throws AppError "not_found", and "illegal_state"
 * once it is submitted or approved.
 */
export async function requireUnapprovedOffer(
  deps: Pick<Deps, "db">,
  asked: { actor: Actor; offerId: string },
): Promise<void> {
  const { state } = await getOffer(deps, asked);
  if (!isUnapproved(state)) {
    throw new AppError("illegal_state", `The offer is ${state}; its look is settled.`);
  }
}
