/** What a report counts of tickets, in the order of its columns. */
export const measures = ["tickets", "fetched", "used", "admissions", "costOre"] as const;
export type Measure = (typeof measures)[number];

/** Exact counts of one offer, paying municipality and month. */
export type ReportCell = Record<Measure, number> & {
  offerId: string;
  municipality: string;
  /** `YYYY-MM`. */
  month: string;
  /** The anonymity set: tickets of the offer and municipality, of each of which a counted use may be. */
  holders: number;
};

/** Exact counts of a row: a category, a month, a municipality, or the whole year. */
export interface ExactRow {
  key: string;
  /** Offers that were valid; of offers, so never hidden. */
  offers: number;
  counts: Record<Measure, number>;
  /** The anonymity set: tickets of each of which a counted use may be. */
  holders: number;
  /** Whether the municipality pays for any of its offers. */
  isPaid: boolean;
}

/** Adds cells up to one row. */
export function rowOf(
  key: string,
  cells: readonly ReportCell[],
  { offers, isPaid }: { offers: number; isPaid: boolean },
): ExactRow {
  const counts = { tickets: 0, fetched: 0, used: 0, admissions: 0, costOre: 0 };
  const holders = new Map<string, number>();
  for (const cell of cells) {
    for (const measure of measures) counts[measure] += cell[measure];
    if (cell.used > 0) holders.set(`${cell.offerId} ${cell.municipality}`, cell.holders);
  }
  const held = Array.from(holders.values()).reduce((sum, each) => sum + each, 0);
  return { key, offers, counts, holders: held, isPaid };
}
