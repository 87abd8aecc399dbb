import type { OfferState } from "./offer.ts";

/** The transitions of an offer. Actions check who may make them. */
export const offerMoves = [
  "submit",
  "withdraw",
  "approve",
  "return",
  "pause",
  "resume",
  "close",
  "cancel",
] as const;
export type OfferMove = (typeof offerMoves)[number];

const moves: Readonly<Record<OfferMove, { from: readonly OfferState[]; to: OfferState }>> = {
  submit: { from: ["draft", "returned"], to: "submitted" },
  withdraw: { from: ["submitted"], to: "draft" },
  approve: { from: ["submitted"], to: "open" },
  return: { from: ["submitted"], to: "returned" },
  pause: { from: ["open"], to: "paused" },
  resume: { from: ["paused"], to: "open" },
  close: { from: ["open", "paused"], to: "closed" },
  // Also revokes the live passes, which a closed offer may still have.
  cancel: { from: ["open", "paused", "closed"], to: "closed" },
};

/** Returns the state after the move; undefined when the state does not allow it. */
export function stateAfter(state: OfferState, move: OfferMove): OfferState | undefined {
  const { from, to } = moves[move];
  return from.includes(state) ? to : undefined;
}

/** Whether the provider may change every term. */
export function isUnapproved(state: OfferState): boolean {
  return state === "draft" || state === "returned";
}

/** Whether the offer is approved and not closed: it may have live passes, so some terms are frozen. */
export function isRunning(state: OfferState): boolean {
  return state === "open" || state === "paused";
}

/** Whether the culture office has approved the offer at some time. */
export function isReviewed(state: OfferState): boolean {
  return isRunning(state) || state === "closed";
}
