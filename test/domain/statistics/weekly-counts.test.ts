import { expect } from "chai";
import { everyWeek, isoWeek } from "../../../src/domain/statistics/weekly-counts.ts";

describe("weeks", () => {
  for (const [monday, week] of [
    ["2026-12-28", "2026-W53"],
    ["2027-01-04", "2027-W01"],
    ["2024-12-30", "2025-W01"],
    ["2027-12-27", "2027-W52"],
    ["2026-03-30", "2026-W14"],
  ] as const) {
    it(`the weekly count has the Monday ${monday} in ${week}`, () => {
      expect(isoWeek(monday)).to.equal(week);
    });
  }

  it("come one after the other, also those in which nothing happened", () => {
    const counts = { allocated: 1, fetched: 0, used: 0, admissions: 0, lapsed: 0 };
    const weeks = everyWeek([
      { monday: "2026-12-21", ...counts },
      { monday: "2027-01-04", ...counts },
    ]);
    expect(weeks.map(({ week, allocated }) => [week, allocated])).to.deep.equal([
      ["2026-W52", 1],
      ["2026-W53", 0],
      ["2027-W01", 1],
    ]);
    expect(everyWeek([])).to.deep.equal([]);
  });
});
