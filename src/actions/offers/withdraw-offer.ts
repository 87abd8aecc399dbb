import { offerMove } from "./change-offer-state.ts";

/**
 * Withdraws a submitted offer to a draft. Throws AppError "not_found", or "illegal_state" once it
 * has been reviewed.
 */
export const withdrawOffer = offerMove("withdraw");
