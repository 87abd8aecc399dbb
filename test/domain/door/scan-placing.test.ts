import { expect } from "chai";
import fc from "fast-check";
import type { Admission } from "../../../src/domain/door/extra-admission.ts";
import { placeScans } from "../../../src/domain/door/scan-placing.ts";
import { endOfTime, type ValidFor } from "../../../src/domain/offers/valid-for.ts";

const noon = Date.parse("2027-03-26T11:00:00Z");
const hour = 3_600_000;

/** Scans of one ticket in four days; some of them at the same moment. */
const scans = fc
  .array(fc.record({ hours: fc.nat(95), door: fc.nat(2) }), { minLength: 1, maxLength: 10 })
  .map((made) =>
    made.map(({ hours, door }, index): Admission => ({
      id: `id ${index}`,
      scannedAt: new Date(noon + hours * hour),
      doorDeviceId: `door ${door}`,
      scanId: `scan ${index}`,
    })),
  );
const validFor: fc.Arbitrary<ValidFor> = fc.oneof(
  fc.record({ days: fc.integer({ min: 1, max: 3 }) }),
  fc.record({ hours: fc.integer({ min: 1, max: 30 }) }),
);
const terms = fc.record({
  validFor,
  uses: fc.option(fc.integer({ min: 2, max: 5 }), { nil: null }),
  usesPerDay: fc.option(fc.integer({ min: 1, max: 2 }), { nil: undefined }),
});
const idsOf = (some: Admission[]) => some.map(({ id }) => id).toSorted();

describe("the scans of a ticket whose time begins with the first", () => {
  it("scans are placed alike in whatever order they arrive", () => {
    const shuffled = scans.chain((made) =>
      fc.tuple(
        fc.constant(made),
        fc.shuffledSubarray(made, { minLength: made.length, maxLength: made.length }),
      ),
    );
    fc.assert(
      fc.property(shuffled, terms, ([made, order], limits) => {
        const [one, other] = [placeScans(made, limits), placeScans(order, limits)];
        expect(one.lastsUntil).to.deep.equal(other.lastsUntil);
        for (const place of ["used", "reentries", "extra"] as const) {
          expect(idsOf(one[place])).to.deep.equal(idsOf(other[place]));
        }
      }),
    );
  });

  it("every scan has one place, the earliest takes a use, and none beyond the time does", () => {
    fc.assert(
      fc.property(scans, terms, (made, limits) => {
        const { used, reentries, extra, lastsUntil } = placeScans(made, limits);
        expect(idsOf([...used, ...reentries, ...extra])).to.deep.equal(idsOf(made));
        const first = Math.min(...made.map(({ scannedAt }) => scannedAt.getTime()));
        expect(used[0]?.scannedAt.getTime()).to.equal(first);
        expect(lastsUntil).to.deep.equal(endOfTime(limits.validFor, new Date(first)));
        for (const { scannedAt } of [...used, ...reentries]) {
          expect(scannedAt.getTime()).to.be.below(lastsUntil?.getTime() ?? 0);
        }
        if (reentries.length > 0) expect(used).to.have.length(1);
      }),
    );
  });

  it("a day ends at midnight in Oslo, also when the clocks change, and an hour after an hour", () => {
    // Summer time begins in the night to 28 March 2027.
    const saturday = new Date("2027-03-27T12:00:00+01:00");
    for (const [length, end] of [
      [{ days: 1 }, "2027-03-28T00:00:00+01:00"],
      [{ days: 2 }, "2027-03-29T00:00:00+02:00"],
      [{ hours: 24 }, "2027-03-28T13:00:00+02:00"],
    ] as const) {
      expect(endOfTime(length, saturday)).to.deep.equal(new Date(end));
    }
  });

  it("a ticket without a scan has not begun", () => {
    const none = placeScans([], { validFor: { days: 1 }, uses: null });
    expect(none).to.deep.equal({ used: [], reentries: [], extra: [], lastsUntil: null });
  });
});
