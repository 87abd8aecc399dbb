export const passStates = [
  "pending",
  "active",
  "used",
  "expired",
  "revoked",
  "returned",
  "lapsed",
] as const;
export type PassState = (typeof passStates)[number];

const transitions: Readonly<Record<PassState, readonly PassState[]>> = {
  pending: ["active", "revoked", "returned", "lapsed", "expired"],
  active: ["used", "expired", "revoked", "returned", "lapsed"],
  // A use that was undone; or revoked by NAV, to which a used ticket is live.
  used: ["active", "revoked"],
  expired: [],
  revoked: [],
  returned: [],
  lapsed: [],
};

/** @internal */
export function canBecome(from: PassState, to: PassState): boolean {
  return transitions[from].includes(to);
}

/** States of a pass that has not ended; the database's triggers and constraints name the same. */
export const liveStates = ["pending", "active"] as const satisfies PassState[];

/** Whether the pass has ended. An ended pass is served voided, without personal content. */
export function hasEnded(
  state: PassState,
): state is Exclude<PassState, (typeof liveStates)[number]> {
  return !liveStates.some((live) => live === state);
}

export interface Pass {
  /** 16 random bytes as base64url, 22 characters: in the wallets, in the barcode, in every URL. */
  serialNumber: string;
  /** Nine digits that people say and type; null once the ticket is anonymised. */
  ticketNumber: string | null;
  offerId: string;
  providerId: string;
  state: PassState;
  /** null: unlimited. */
  usesLeft: number | null;
  /** Grows by one with every change of what the holder sees. */
  version: number;
  /** Whole seconds; grows by at least one second with every version. */
  lastModified: Date;
  endedAt: Date | null;
  erased: boolean;
  /** The id of the key its token is derived from; null: the ring's oldest, from before ids were stored. */
  tokenKeyId: string | null;
}
