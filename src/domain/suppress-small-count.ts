/**
 * A count of use as NAV and the municipality may see it: under five, a number could point to a child,
 * so it is only said that it is small. None at all is no exception: of an offer that one child has, the
 * step from none to few would tell when that child used it.
 */
export function suppressSmallCount(count: number): { exact: number } | { fewerThan: 5 } {
  return count < 5 ? { fewerThan: 5 } : { exact: count };
}
