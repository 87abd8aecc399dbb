import { expect } from "chai";
import { largestCost, offerCost } from "../../../src/domain/offers/offer-cost.ts";

const day = (text: string) => new Date(`${text}T00:00:00+01:00`);
const pool = {
  companions: 1,
  quota: 100,
  refundPerAdmissionOre: 5000,
  uses: 10 as number | null,
  validity: { from: day("2027-01-01"), until: day("2027-01-31") },
};

describe("the cost of an offer", () => {
  for (const [what, terms, most] of [
    ["every use of every ticket, with companions", {}, 100 * 10 * 2 * 5000],
    ["one person on one use", { companions: 0, uses: 1 }, 100 * 5000],
    ["nothing without a refund", { refundPerAdmissionOre: 0 }, 0],
    [
      "nothing without a refund, also for unlimited uses",
      { refundPerAdmissionOre: 0, uses: null },
      0,
    ],
    ["not known for unlimited uses", { uses: null }, undefined],
  ] as const) {
    it(`the largest cost is ${what}`, () => {
      expect(largestCost({ ...pool, ...terms })).to.equal(most);
    });
  }

  for (const [at, counts, soFar, forecast] of [
    ["2027-01-11", { used: 20, admissions: 30 }, 150_000, 450_000],
    ["2027-01-31", { used: 20, admissions: 30 }, 150_000, 150_000],
    ["2027-02-10", { used: 20, admissions: 30 }, 150_000, 150_000],
    ["2027-01-02", { used: 20, admissions: 30 }, 150_000, undefined],
    ["2026-12-24", { used: 0, admissions: 0 }, undefined, undefined],
    ["2027-01-11", { used: 4, admissions: 8 }, undefined, undefined],
    ["2027-01-11", { used: 5, admissions: 5 }, 25_000, 75_000],
  ] as const) {
    it(`on ${at} after ${counts.used} uses the cost is ${soFar ?? "not shown"} øre, by the end ${forecast ?? "unknown"}`, () => {
      expect(offerCost(pool, counts, day(at))).to.include({ soFar, forecast });
    });
  }

  it("a forecast is never above the largest cost", () => {
    const few = { ...pool, quota: 1, uses: 10 };
    const { forecast, most } = offerCost(few, { used: 9, admissions: 18 }, day("2027-01-06"));
    expect(forecast).to.equal(most);
  });

  it("an offer without a refund costs nothing, however few have used it", () => {
    const free = { ...pool, refundPerAdmissionOre: 0 };
    expect(offerCost(free, { used: 1, admissions: 1 }, day("2027-01-11")).soFar).to.equal(0);
  });
});
