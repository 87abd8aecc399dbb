/**
 * Suppresses a count of use under five for NAV and the municipality, since it could point to a child.
 * Zero is suppressed too: with one child on an offer, the step from zero would tell when that child used
 * it.
 */
export function suppressSmallCount(count: number): { exact: number } | { fewerThan: 5 } {
  return count < 5 ? { fewerThan: 5 } : { exact: count };
}
