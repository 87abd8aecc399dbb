import { expect } from "chai";
import { largestCost, offerCost, type CostTerms } from "../../../src/domain/offers/offer-cost.ts";

const day = (text: string) => new Date(`${text}T00:00:00+01:00`);
const at = (text: string) => new Date(`${text}:00+01:00`);
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
    [
      "one admission with companions for re-entries at will",
      { uses: null, validFor: { days: 1 } },
      100 * 2 * 5000,
    ],
    [
      "an entry a day of each ticket's time",
      { uses: null, usesPerDay: 1, validFor: { days: 7 } },
      100 * 7 * 2 * 5000,
    ],
    [
      "an entry on each day that some hours can touch",
      { uses: null, usesPerDay: 1, validFor: { hours: 30 } },
      100 * 3 * 2 * 5000,
    ],
    ["an entry a day of the validity", { uses: null, usesPerDay: 1 }, 100 * 30 * 2 * 5000],
    [
      "an entry a day that is open",
      { uses: null, usesPerDay: 1, weekdays: [6, 7], blackout: [["2027-01-30", "2027-01-31"]] },
      100 * 8 * 2 * 5000,
    ],
    [
      "an entry a day of the dates",
      {
        ...{ uses: null, usesPerDay: 1 },
        sessions: [
          { start: at("2027-01-02T12:00"), end: at("2027-01-02T14:00") },
          { start: at("2027-01-09T12:00"), end: at("2027-01-09T14:00") },
        ],
      },
      100 * 2 * 2 * 5000,
    ],
    ["no more than the uses of a ticket", { usesPerDay: 1 }, 100 * 10 * 2 * 5000],
    ["each ticket's cap", { uses: null, refundCapPerTicketOre: 15_000 }, 100 * 15_000],
    ["the offer's cap", { uses: null, refundCapOre: 70_000 }, 70_000],
    ["what is lower than the caps", { quota: 1, uses: 1, refundCapOre: 70_000 }, 2 * 5000],
    ["once for each ticket", { uses: null, refundPer: "ticket" }, 100 * 5000],
    [
      "each month of the validity for each ticket",
      {
        uses: null,
        refundPer: "month",
        validity: { from: day("2026-12-31"), until: day("2027-03-01") },
      },
      100 * 3 * 5000,
    ],
    ["each code that is shown", { uses: 1, refundPer: "code" }, 100 * 5000],
    ["no more months than uses", { uses: 1, refundPer: "month" }, 100 * 5000],
  ] as [what: string, terms: Partial<CostTerms>, most: number | undefined][]) {
    it(`the largest cost is ${what}`, () => {
      expect(largestCost({ ...pool, ...terms })).to.equal(most);
    });
  }

  for (const [at, counts, soFar, forecast] of [
    ["2027-01-11", { used: 20, fetched: 20, refundOre: 150000 }, 150_000, 450_000],
    ["2027-01-31", { used: 20, fetched: 20, refundOre: 150000 }, 150_000, 150_000],
    ["2027-02-10", { used: 20, fetched: 20, refundOre: 150000 }, 150_000, 150_000],
    ["2027-01-02", { used: 20, fetched: 20, refundOre: 150000 }, 150_000, undefined],
    ["2026-12-24", { used: 0, fetched: 20, refundOre: 0 }, undefined, undefined],
    ["2027-01-11", { used: 4, fetched: 20, refundOre: 40000 }, undefined, undefined],
    ["2027-01-11", { used: 5, fetched: 20, refundOre: 25000 }, 25_000, 75_000],
    ["2027-01-11", { used: 9, fetched: 20, refundOre: 45000 }, 25_000, 75_000],
    ["2027-01-11", { used: 9, fetched: 20, refundOre: 20000 }, undefined, undefined],
  ] as const) {
    it(`on ${at} after ${counts.used} uses the cost is ${soFar ?? "not shown"} øre, by the end ${forecast ?? "unknown"}`, () => {
      expect(offerCost(pool, [counts], day(at))).to.include({ soFar, forecast });
    });
  }

  it("a forecast is never above the largest cost", () => {
    const few = { ...pool, quota: 1, uses: 10 };
    const { forecast, most } = offerCost(
      few,
      [{ used: 9, fetched: 20, refundOre: 90_000 }],
      day("2027-01-06"),
    );
    expect(forecast).to.equal(most);
  });

  it("an offer without a refund costs nothing, however few have used it", () => {
    const free = { ...pool, refundPerAdmissionOre: 0 };
    expect(
      offerCost(free, [{ used: 1, fetched: 20, refundOre: 5000 }], day("2027-01-11")).soFar,
    ).to.equal(0);
  });
});
