/**
 * A count rounded down to a multiple of five, as NAV and those who run the service read one that moves when a single
 * child fetches a ticket: the step of one would tell who it was. Under five it is 0, which pages show as "fewer than
 * 5".
 */
export const inFives = (count: number): number => count - (count % 5);

/** What is owed for uses, or for codes that were shown. */
export interface Claim {
  uses: number;
  refundOre: number;
  /** Refund for each unit, in øre. */
  rateOre: number;
}

/**
 * A sum of money rounded down to five times its rate, as a culture office reads it before it is stated; 0 with fewer
 * than five uses. It moves no more often than a count that is rounded down to fives.
 */
export function sumInFives({ uses, refundOre, rateOre }: Claim): number {
  return uses < 5 || rateOre === 0 ? 0 : refundOre - (refundOre % (5 * rateOre));
}
