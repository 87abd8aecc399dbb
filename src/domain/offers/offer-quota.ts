import { isRunning } from "./offer-state.ts";
import type { Offer } from "./offer.ts";

/** How many tickets can still be allocated: never more than there are codes of the provider's own. */
export const ticketsLeft = ({
  quota,
  allocated,
  codesLeft,
}: Pick<Offer, "quota" | "allocated" | "codesLeft">): number =>
  Math.min(quota - allocated, codesLeft ?? Infinity);

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
