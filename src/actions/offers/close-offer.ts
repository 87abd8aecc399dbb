import { offerMove } from "./change-offer-state.ts";

/**
 * Closes an offer to allocations for good; issued tickets stay valid. Throws AppError "not_found"
 * or "illegal_state".
 */
export const closeOffer = offerMove("close");
