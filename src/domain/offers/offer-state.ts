import type { OfferState } from "./offer.ts";

/** What can be done to an offer. Who may do it is the action's matter. */
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
  // Closed, and the tickets that are out revoked: what was closed may still have some.
  cancel: { from: ["open", "paused", "closed"], to: "closed" },
};

/** The state that the move leads to; undefined when the offer's state does not allow it. */
export function stateAfter(state: OfferState, move: OfferMove): OfferState | undefined {
  const { from, to } = moves[move];
  return from.includes(state) ? to : undefined;
}

/** Draft or returned: the provider may change every term. */
export function isUnapproved(state: OfferState): boolean {
  return state === "draft" || state === "returned";
}

/** Approved and not over: tickets may be out, so only some terms may still change. */
export function isRunning(state: OfferState): boolean {
  return state === "open" || state === "paused";
}

/** The culture office has said yes to it at some time. */
export function isReviewed(state: OfferState): boolean {
  return isRunning(state) || state === "closed";
}
