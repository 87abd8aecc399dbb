import { expect } from "chai";
import { formatMoney } from "../../../src/views/ui/format.ts";

describe("a sum on a page or a statement", () => {
  it("is one word to a line's end, with its unit", () => {
    for (const ore of [0, 9050, 125_000, -470_000, 123_456_789]) {
      expect(formatMoney(ore)).to.match(/^kr\u00a0[−\d\u00a0]+,\d\d$/);
    }
  });
});
