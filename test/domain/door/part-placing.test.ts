import { expect } from "chai";
import fc from "fast-check";
import { choosePart, partsWithUses, usesForChoice } from "../../../src/domain/door/part-choice.ts";
import { placePartScans, type PartAdmission } from "../../../src/domain/door/part-placing.ts";

const noon = Date.parse("2027-03-26T11:00:00Z");

/** Scans of one ticket within some minutes; some of them at the same moment, some that name no part. */
const scans = fc
  .array(fc.record({ minutes: fc.nat(9), door: fc.nat(2), part: fc.constantFrom(null, 1, 2, 3) }), {
    maxLength: 10,
  })
  .map((made) =>
    made.map(({ minutes, door, part }, index): PartAdmission => ({
      id: `id ${index}`,
      scannedAt: new Date(noon + minutes * 60_000),
      doorDeviceId: `door ${door}`,
      scanId: `scan ${index}`,
      part,
    })),
  );
const terms = fc.record({ parts: fc.constant(3), uses: fc.integer({ min: 1, max: 3 }) });
const idsOf = (some: PartAdmission[]) => some.map(({ id }) => id).toSorted();
const scanOf = (id: string, minutes: number, part: number): PartAdmission => ({
  ...{ id, part, scanId: id, doorDeviceId: "door" },
  scannedAt: new Date(noon + minutes * 60_000),
});

describe("the scans of a ticket with parts", () => {
  it("scans of parts are placed alike in whatever order they arrive, and each part by itself", () => {
    const shuffled = scans.chain((made) =>
      fc.tuple(
        fc.constant(made),
        fc.shuffledSubarray(made, { minLength: made.length, maxLength: made.length }),
      ),
    );
    fc.assert(
      fc.property(shuffled, terms, ([made, order], limits) => {
        const [one, other] = [placePartScans(made, limits), placePartScans(order, limits)];
        expect(one.partsLeft).to.deep.equal(other.partsLeft);
        expect(idsOf(one.used)).to.deep.equal(idsOf(other.used));
        expect(idsOf(one.extra)).to.deep.equal(idsOf(other.extra));
        expect(idsOf([...one.used, ...one.extra])).to.deep.equal(idsOf(made));
        for (const [index, left] of one.partsLeft.entries()) {
          const its = made.filter(({ part }) => (part ?? 1) === index + 1).length;
          expect(left).to.equal(Math.max(limits.uses - its, 0));
        }
      }),
    );
  });

  it("the earliest scan of a part takes it, and the other part is still left", () => {
    const made = [scanOf("late", 5, 2), scanOf("early", 1, 2), scanOf("entry", 3, 1)];
    const { used, extra, partsLeft } = placePartScans(made, { parts: 3, uses: 1 });
    expect(idsOf(used)).to.deep.equal(["early", "entry"]);
    expect(idsOf(extra)).to.deep.equal(["late"]);
    expect(partsLeft).to.deep.equal([0, 0, 1]);
  });
});

describe("the part that a scan ticks off", () => {
  const parts = [
    { key: "entry", label: { nb: "Inngang" } },
    { key: "popcorn", label: { nb: "Popcorn" } },
  ];
  for (const [what, of, key, expected] of [
    ["that was named", parts, "popcorn", 2],
    ["that nobody named", parts, undefined, "unnamed"],
    ["that the ticket lacks", parts, "drink", "other"],
    ["of a ticket without parts", undefined, undefined, "none"],
    ["of a ticket without parts, by a scanner of one part", null, "popcorn", "other"],
  ] as const) {
    it(`a part ${what} is ${expected}`, () => {
      expect(choosePart(of, key)).to.equal(expected);
    });
  }

  it("a part is judged by its own uses, and no part by the most that any has", () => {
    expect(
      [1, 2, "unnamed", "other"].map((choice) => usesForChoice(choice as 1, [0, 3])),
    ).to.deep.equal([0, 3, 3, 3]);
    expect(partsWithUses(parts, [0, 3]).map(({ key, usesLeft }) => [key, usesLeft])).to.deep.equal([
      ["popcorn", 3],
    ]);
  });
});
