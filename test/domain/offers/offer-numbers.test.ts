import { expect } from "chai";
import { offerNumbers, type MunicipalityCounts } from "../../../src/domain/offers/offer-numbers.ts";

const at = (text: string) => new Date(`${text}T12:00:00+01:00`);
const now = at("2027-01-11");
const pool = {
  companions: 1,
  quota: 100,
  refundPerAdmissionOre: 5000,
  uses: 10,
  validity: { from: at("2027-01-01"), until: at("2027-01-31") },
  sessions: [{ start: at("2027-01-08"), end: at("2027-01-08") }],
};
const after = (uses: number): MunicipalityCounts => ({
  ...{ fetched: uses, used: uses, admissions: uses, refundOre: uses * 5000 },
  byDay: [{ day: "2027-01-08", used: uses }],
});

describe("the numbers of an offer for a culture office", () => {
  for (const [first, last] of [
    [0, 4],
    [5, 9],
    [10, 14],
  ] as const) {
    it(`no number tells ${first} uses from any up to ${last}, and the next one is told`, () => {
      const shown = offerNumbers(pool, [after(first)], now);
      for (let uses = first; uses <= last; uses++) {
        expect(offerNumbers(pool, [after(uses)], now), String(uses)).to.deep.equal(shown);
      }
      expect(offerNumbers(pool, [after(last + 1)], now)).not.to.deep.equal(shown);
    });
  }

  it("those of two municipalities are the sum of what each one is shown", () => {
    const numbers = offerNumbers(pool, [after(9), after(4)], now);
    expect(numbers).to.deep.equal(offerNumbers(pool, [after(5), after(0)], now));
    expect(numbers).to.deep.include({ fetched: 5, used: 5, admissions: 5 });
    expect(numbers.cost).to.include({ soFar: 25_000 });
    expect(numbers.dates).to.deep.equal([{ day: "2027-01-08", used: 5 }]);
  });
});
