import { offerMove } from "./change-offer-state.ts";

/**
 * Closes an offer to allocations for good; issued tickets stay valid. The culture office may
 * give the provider a reason. Throws AppError "not_found", "illegal_state" or "validation_failed".
 */
export const closeOffer = offerMove("close");
