import { isRunning } from "./offer-state.ts";
import type { Offer } from "./offer.ts";

/**
 * How far the quota can be raised; undefined: at will. The culture office has approved what it pays
 * at most, so more of an offer with a refund is another offer, for it to approve.
 */
export function highestQuota(
  before: Pick<Offer, "state" | "quota" | "approvedQuota" | "refundPerAdmissionOre">,
): number | undefined {
  if (!isRunning(before.state) || before.refundPerAdmissionOre === 0) return undefined;
  return before.approvedQuota ?? before.quota;
}
