import { measures, type ExactRow, type Measure } from "./report-tables.ts";

/** A count rounded down; `small`: fewer than five; `withheld`: others would tell it. */
export type ShownCount = number | "small" | "withheld";

export interface ShownRow {
  key: string;
  offers: number;
  counts: Record<Measure, ShownCount>;
}

/** By its name, the rows of each table: categories, months, municipalities. */
export interface ShownReport<T extends string> {
  total: ShownRow;
  tables: Record<T, ShownRow[]>;
  /** What counts are rounded down to, and sums in øre. */
  steps: Record<Measure, number>;
}

const fewest = 5;

/** The values that a shown count can stand for, whole numbers from `low` to `high`. */
interface Range {
  low: number;
  high: number;
}

const usedOnly = new Set<Measure>(["used", "admissions", "costOre"]);

function shownCount(row: ExactRow, measure: Measure, step: number): ShownCount {
  const exact = row.counts[measure];
  if (measure === "costOre" && !row.isPaid) return 0;
  if (usedOnly.has(measure) && Math.min(row.counts.used, row.holders) < fewest) return "small";
  return exact < step ? "small" : exact - (exact % step);
}

/** What a shown count can stand for. A small one is taken to be as narrow as can be, so that more is withheld. */
const rangeOf = (shown: ShownCount, step: number): Range => {
  const low = typeof shown === "number" ? shown : 0;
  return { low, high: low + step - 1 };
};

const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0);

/** Whether a table's other rows and what is known of the total tell more of a small count than that it is small. */
function tells(ranges: readonly (Range & { isSmall: boolean })[], total: Range): boolean {
  const lows = sum(ranges.map(({ low }) => low));
  const highs = sum(ranges.map(({ high }) => high));
  return ranges.some(
    ({ low, high, isSmall }) =>
      isSmall && (total.low - (highs - high) > low || total.high - (lows - low) < high),
  );
}

/**
 * Rounds counts down to fives, and sums to a step that five times the highest refund fits in, and hides what is below.
 * A use is hidden, too, where fewer than five tickets could have made it. Where a table's other rows, its total and the
 * other tables would narrow a small count further, that column is withheld in that table: nothing under five is shown,
 * and no subtraction leads to it.
 */
export function suppressReport<T extends string>(
  total: ExactRow,
  tables: Readonly<Record<T, readonly ExactRow[]>>,
  highestRateOre: number,
): ShownReport<T> {
  const costStep = Math.max(1, Math.ceil((fewest * highestRateOre) / 100_00)) * 100_00;
  const steps = {
    tickets: fewest,
    fetched: fewest,
    used: fewest,
    admissions: fewest,
    costOre: costStep,
  };
  const show = (row: ExactRow): ShownRow => ({
    key: row.key,
    offers: row.offers,
    counts: Object.fromEntries(
      measures.map((measure) => [measure, shownCount(row, measure, steps[measure])]),
    ) as ShownRow["counts"],
  });
  const shown = {
    total: show(total),
    tables: Object.fromEntries(
      Object.entries<readonly ExactRow[]>(tables).map(([name, rows]) => [name, rows.map(show)]),
    ) as Record<T, ShownRow[]>,
    steps,
  };
  for (const measure of measures) withhold(shown, measure);
  return shown;
}

/** Withholds a measure in each table that would tell a small count of it. */
function withhold({ total, tables, steps }: ShownReport<string>, measure: Measure): void {
  const step = steps[measure];
  const ranged = Object.values(tables).map((rows) => ({
    rows,
    ranges: rows.map(({ counts: { [measure]: shown } }) => ({
      ...rangeOf(shown, step),
      isSmall: shown === "small",
    })),
  }));
  const known = rangeOf(total.counts[measure], step);
  const whole = {
    low: Math.max(known.low, ...ranged.map(({ ranges }) => sum(ranges.map(({ low }) => low)))),
    high: Math.min(known.high, ...ranged.map(({ ranges }) => sum(ranges.map(({ high }) => high)))),
  };
  for (const { rows, ranges } of ranged) {
    if (!tells(ranges, whole)) continue;
    for (const { counts } of rows) counts[measure] = "withheld";
  }
}
