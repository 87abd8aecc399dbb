import type { PassState } from "./pass.ts";

/** The states that NAV sees of a ticket. None of them, and no change of one, follows from use. */
export const navStates = ["pending", "live", "revoked", "returned", "lapsed", "over"] as const;
export type NavState = (typeof navStates)[number];

const states: Record<PassState, NavState> = {
  pending: "pending",
  active: "live",
  used: "live",
  expired: "over",
  revoked: "revoked",
  returned: "returned",
  lapsed: "lapsed",
};

export interface StoredState {
  state: PassState;
  /** Whether the offer's validity has ended. */
  isOver: boolean;
  /** Whether the offer was cancelled before that. */
  isCancelled: boolean;
}

/**
 * Returns what NAV may know of a ticket's state: a used ticket is live until its offer is over or cancelled,
 * as an unused one is.
 */
export function navStateOf({ state, isOver, isCancelled }: StoredState): NavState {
  const known = states[state];
  if (!isLiveToNav(known)) return known;
  if (isCancelled) return "revoked";
  return isOver ? "over" : known;
}

/** Whether NAV can revoke the ticket. */
export const isLiveToNav = (state: NavState): boolean => state === "pending" || state === "live";
