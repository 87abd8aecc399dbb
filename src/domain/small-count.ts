/**
 * A count as NAV and the municipality may see it: under five, a number could point to a child, so it
 * is only said that it is small. None at all points to nobody.
 */
export function smallCount(count: number): { exact: number } | { fewerThan: 5 } {
  return count > 0 && count < 5 ? { fewerThan: 5 } : { exact: count };
}
