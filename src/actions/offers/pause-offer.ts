import { offerMove } from "./change-offer-state.ts";

/**
 * Pauses allocations from an offer; issued tickets stay valid. What the culture office pauses, only the
 * office resumes; it may give the provider a reason. Throws AppError "not_found", "illegal_state" or
 * "validation_failed".
 */
export const pauseOffer = offerMove("pause");
