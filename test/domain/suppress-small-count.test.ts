import { expect } from "chai";
import { suppressSmallCount } from "../../src/domain/suppress-small-count.ts";

describe("a count that NAV may see", () => {
  for (const { count, shown } of [
    { count: 0, shown: { fewerThan: 5 } },
    { count: 1, shown: { fewerThan: 5 } },
    { count: 4, shown: { fewerThan: 5 } },
    { count: 5, shown: { exact: 5 } },
  ]) {
    it(`${count} is shown as ${JSON.stringify(shown)}`, () => {
      expect(suppressSmallCount(count)).to.deep.equal(shown);
    });
  }
});
