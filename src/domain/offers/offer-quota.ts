import { isRunning } from "./offer-state.ts";
import type { Offer } from "./offer.ts";

/**
 * The highest quota that the offer can be given; undefined without a limit. The culture office
 * approved the largest refund, so a higher quota of an offer with one needs a new offer and approval.
 */
export function highestQuota(
  before: Pick<Offer, "state" | "quota" | "approvedQuota" | "refundPerAdmissionOre">,
): number | undefined {
  if (!isRunning(before.state) || before.refundPerAdmissionOre === 0) return undefined;
  return before.approvedQuota ?? before.quota;
}
