import { expect } from "chai";
import { offerPace } from "../../../src/domain/offers/offer-pace.ts";

const at = new Date("2026-11-20T12:00:00Z");
const inWeeks = (weeks: number) => new Date(at.getTime() + weeks * 7 * 24 * 60 * 60_000);

describe("the pace at which an offer's tickets go", () => {
  for (const [lately, left, ends, expected] of [
    [0, 40, 20, {}],
    [4, 40, 20, {}],
    [5, 40, 20, { lately: 5, weeks: 8 }],
    [7, 40, 20, { lately: 5, weeks: 8 }],
    [12, 30, 20, { lately: 10, weeks: 3 }],
    [13, 30, 20, { lately: 15, weeks: 2 }],
    [40, 30, 20, { lately: 40, weeks: 0 }],
    [10, 30, 2, { lately: 10, outlasts: true }],
    [10, 0, 20, { lately: 10 }],
  ] as const) {
    it(`${lately} tickets of a week with ${left} left until ${ends} weeks on are ${JSON.stringify(expected)}`, () => {
      expect(offerPace({ lately, left, until: inWeeks(ends), at })).to.deep.equal(expected);
    });
  }
});
