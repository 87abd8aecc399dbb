import { expect } from "chai";
import {
  suppressReport,
  type ShownCount,
  type ShownReport,
} from "../../../src/domain/statistics/report-suppression.ts";
import {
  measures,
  rowOf,
  type ExactRow,
  type Measure,
  type ReportCell,
} from "../../../src/domain/statistics/report-tables.ts";

const aRow = (
  key: string,
  counts: Partial<ExactRow["counts"]>,
  changes: Partial<ExactRow> = {},
): ExactRow => ({
  key,
  offers: 1,
  counts: { tickets: 0, fetched: 0, used: 0, admissions: 0, costOre: 0, ...counts },
  holders: 100,
  isPaid: true,
  ...changes,
});

/** Every value that the shown count can stand for, to a reader who knows the rules; undefined: any. */
function readings(shown: ShownCount, step: number): number[] | undefined {
  if (shown === "withheld") return undefined;
  const low = shown === "small" ? 0 : shown;
  return Array.from({ length: step }, (_, index) => low + index);
}

/** All sums of one value from each list. */
const sumsOf = (lists: number[][]): Set<number> =>
  lists.reduce(
    (sums, list) => new Set([...sums].flatMap((sum) => list.map((value) => sum + value))),
    new Set([0]),
  );

/**
 * A reader who adds and subtracts: tries every total that all tables allow, and every value of the other rows.
 * Returns the small counts of which some value from zero to four can be ruled out.
 */
function betrayed(report: ShownReport<string>, measure: Measure): string[] {
  const step = report.steps[measure];
  const tables = Object.entries(report.tables).flatMap(([name, rows]) => {
    const lists = rows.map(({ counts }) => readings(counts[measure], step));
    return lists.every((list) => list !== undefined) ? [{ name, rows, lists }] : [];
  });
  const ofTotal = new Set(readings(report.total.counts[measure], step));
  const totals = tables.reduce(
    (left, { lists }) => new Set([...left].filter((each) => sumsOf(lists).has(each))),
    ofTotal,
  );
  return tables.flatMap(({ name, rows, lists }) =>
    rows.flatMap(({ key, counts }, index) => {
      if (counts[measure] !== "small") return [];
      const others = sumsOf(lists.filter((_, other) => other !== index));
      const possible = (lists[index] ?? []).filter((value) =>
        [...totals].some((total) => others.has(total - value)),
      );
      return possible.length === step ? [] : [`${name} ${key}`];
    }),
  );
}

/** A year of small numbers, drawn from a seed: cells of categories, months and municipalities. */
function aSmallYear(seed: number) {
  let state = seed + 1;
  const draw = (below: number) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
  const [categories, months, municipalities] = [1 + draw(4), 1 + draw(5), 1 + draw(2)];
  const most = 1 + draw(6);
  const cells: ReportCell[] = [];
  for (let category = 0; category < categories; category++) {
    for (let month = 0; month < months; month++) {
      for (let municipality = 0; municipality < municipalities; municipality++) {
        const used = draw(most);
        cells.push({
          offerId: `c${category}`,
          month: `m${month}`,
          municipality: `k${municipality}`,
          holders: 20,
          tickets: used + draw(3),
          fetched: used + draw(2),
          used,
          admissions: used * (1 + draw(3)),
          costOre: 0,
        });
      }
    }
  }
  const rows = (keys: (cell: ReportCell) => string) =>
    [...new Set(cells.map(keys))].map((key) =>
      rowOf(
        key,
        cells.filter((cell) => keys(cell) === key),
        { offers: 1, isPaid: false },
      ),
    );
  const tables = {
    category: rows(({ offerId }) => offerId),
    month: rows(({ month }) => month),
    municipality: rows(({ municipality }) => municipality),
  };
  return { total: rowOf("total", cells, { offers: 1, isPaid: false }), tables };
}

const counted = measures.filter((measure) => measure !== "costOre");

describe("a year's report without small counts", () => {
  const shown = (rows: ExactRow[], total: ExactRow, rate = 25_000) =>
    suppressReport(total, { month: rows }, rate);

  it("counts are rounded down to fives, and sums to five times the highest refund", () => {
    const total = aRow("total", {
      tickets: 44,
      fetched: 39,
      used: 30,
      admissions: 61,
      costOre: 1_525_000,
    });
    const { steps, total: row } = shown([total], total);
    expect(steps).to.include({ used: 5, costOre: 130_000 });
    expect(row.counts).to.deep.equal({
      tickets: 40,
      fetched: 35,
      used: 30,
      admissions: 60,
      costOre: 1_430_000,
    });
  });

  it("no count under five is shown, zero neither, and with the uses go people and cost", () => {
    const total = aRow("total", {
      tickets: 50,
      fetched: 4,
      used: 4,
      admissions: 20,
      costOre: 500_000,
    });
    expect(shown([total], total).total.counts).to.deep.equal({
      tickets: 50,
      fetched: "small",
      used: "small",
      admissions: "small",
      costOre: "small",
    });
    expect(shown([], aRow("total", {})).total.counts.tickets).to.equal("small");
  });

  it("many uses of fewer than five tickets are hidden, too", () => {
    const total = aRow("total", { tickets: 50, used: 30, admissions: 30 }, { holders: 4 });
    expect(shown([total], total).total.counts).to.include({ used: "small", admissions: "small" });
  });

  it("what costs nothing is shown to cost nothing", () => {
    const total = aRow("total", { used: 30 }, { isPaid: false });
    expect(shown([total], total).total.counts.costOre).to.equal(0);
  });

  it("a column is withheld where the total less the other rows leads to a small count", () => {
    const rows = [aRow("a", { used: 20 }), aRow("b", { used: 4 }), aRow("c", { used: 4 })];
    const total = aRow("total", { used: 28 });
    expect(shown(rows, total).tables.month.map(({ counts }) => counts.used)).to.deep.equal([
      20,
      "small",
      "small",
    ]);
    const four = [1, 2, 3, 4, 5].map((key) => aRow(String(key), { used: 4 }));
    const twenty = shown(four, aRow("total", { used: 20 }));
    expect(twenty.tables.month.map(({ counts }) => counts.used)).to.deep.equal(
      four.map(() => "withheld"),
    );
  });

  it("a column is withheld where another table tells the total", () => {
    const four = [1, 2, 3, 4, 5].map((key) => aRow(String(key), { used: 4 }));
    const report = suppressReport(
      aRow("total", { used: 20 }),
      { category: four, municipality: [aRow("a", { used: 10 }), aRow("b", { used: 10 })] },
      0,
    );
    expect(report.tables.municipality.map(({ counts }) => counts.used)).to.deep.equal([10, 10]);
    expect(report.tables.category.map(({ counts }) => counts.used)).to.deep.equal(
      four.map(() => "withheld"),
    );
  });

  it("subtraction over rows, tables and totals narrows no small count of three hundred years", () => {
    let smallCounts = 0;
    for (let seed = 0; seed < 300; seed++) {
      const { total, tables } = aSmallYear(seed);
      const report = suppressReport(total, tables, 0);
      for (const measure of counted) {
        expect(betrayed(report, measure), `seed ${seed}, ${measure}`).to.deep.equal([]);
        for (const rows of Object.values(report.tables)) {
          smallCounts += rows.filter(({ counts }) => counts[measure] === "small").length;
        }
      }
    }
    expect(smallCounts).to.be.greaterThan(300);
  });

  it("subtraction over the columns of a row leads to no exact difference under five", () => {
    for (let seed = 0; seed < 300; seed++) {
      const { total, tables } = aSmallYear(seed);
      const report = suppressReport(total, tables, 0);
      for (const { counts } of [report.total, ...Object.values(report.tables).flat()]) {
        for (const one of counted) {
          for (const other of counted) {
            if (one === other) continue;
            const [a, b] = [readings(counts[one], 5), readings(counts[other], 5)];
            if (!a || !b) continue;
            const differences = new Set(a.flatMap((x) => b.map((y) => x - y)));
            expect(differences.size, `seed ${seed}`).to.equal(9);
          }
        }
      }
    }
  });

  it("the same reader finds small counts where nothing is withheld (negative control)", () => {
    let found = 0;
    for (let seed = 0; seed < 300; seed++) {
      const { total, tables } = aSmallYear(seed);
      const alone = (row: ExactRow) => suppressReport(row, { row: [row] }, 0).total;
      const { steps } = suppressReport(total, tables, 0);
      const naive: ShownReport<string> = {
        steps,
        total: alone(total),
        tables: Object.fromEntries(
          Object.entries(tables).map(([name, rows]) => [name, rows.map(alone)]),
        ),
      };
      for (const measure of counted) found += betrayed(naive, measure).length;
    }
    expect(found).to.be.greaterThan(30);
  });
});
