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
  used: [],
  expired: [],
  revoked: [],
  returned: [],
  lapsed: [],
};

/** @internal */
export function canBecome(from: PassState, to: PassState): boolean {
  return transitions[from].includes(to);
}

/** An ended pass stays fetchable, as a voided pass without personal content. */
export function hasEnded(state: PassState): boolean {
  return state !== "pending" && state !== "active";
}

/** The ticket itself. */
export interface Pass {
  /** 16 random bytes as base64url, 22 characters: in the wallets, in the barcode, in every URL. */
  serialNumber: string;
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
  /** The key that made its phones' token; null: the ring's oldest, as before key ids were kept. */
  tokenKeyId: string | null;
}
