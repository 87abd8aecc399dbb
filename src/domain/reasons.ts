/** Why tickets are revoked. `other` is said in words. */
export const revocationReasons = [
  "wrong_child",
  "family_asked",
  "moved",
  "cancelled",
  "duplicate",
  "other",
] as const;
export type RevocationReason = (typeof revocationReasons)[number];

/** Why a recipient is erased. Without words, which would outlive what they are about. */
export const erasureReasons = [
  "family_asked",
  "not_needed",
  "wrong_entry",
  "moved",
  "duplicate",
] as const;
export type ErasureReason = (typeof erasureReasons)[number];

/** Why there is a draw of an offer after another. */
export const againReasons = [
  "more_tickets",
  "list_was_wrong",
  "criteria_were_wrong",
  "complaint_upheld",
  "winner_cannot",
] as const;
export type AgainReason = (typeof againReasons)[number];

/**
 * The closed lists, by what is done; the database allows an audit event no other code.
 * @internal
 */
export const reasonsOfActions = {
  "pass.revoked": revocationReasons,
  "allocation.revoked": revocationReasons,
  "recipient.removed": erasureReasons,
  "draw.committed": againReasons,
  "draw.stopped": againReasons,
} as const satisfies Record<string, readonly string[]>;

/** Every code, once. */
export const reasonCodes = [
  ...new Set([...revocationReasons, ...erasureReasons, ...againReasons]),
] as const;
export type ReasonCode = (typeof reasonCodes)[number];

/** Why tickets were revoked: a code, and words where they are needed or given. */
export interface StatedReason {
  code: RevocationReason;
  text?: string | undefined;
}
