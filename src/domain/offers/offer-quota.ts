import { isRunning } from "./offer-state.ts";
import type { Offer } from "./offer.ts";

/**
 * Returns the highest quota that the offer may be updated to; undefined without a limit. A higher quota of
 * an offer with a refund costs the municipality more than the culture office approved.
 */
export function highestQuota(
  before: Pick<Offer, "state" | "quota" | "approvedQuota" | "refundPerAdmissionOre">,
): number | undefined {
  if (!isRunning(before.state) || before.refundPerAdmissionOre === 0) return undefined;
  return before.approvedQuota ?? before.quota;
}
