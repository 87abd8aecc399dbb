import { offerMove } from "./change-offer-state.ts";

/**
 * Pauses allocations from an offer; issued tickets stay valid. What the culture office pauses, only the
 * office resumes. Throws AppError "not_found" or "illegal_state".
 */
export const pauseOffer = offerMove("pause");
