import { expect } from "chai";
import { partCounts } from "../../../src/domain/offers/part-counts.ts";
import { partNames, partsLeftText } from "../../../src/domain/offers/parts.ts";

const parts = [
  { key: "entry", label: { nb: "Inngang", en: "Entry" } },
  { key: "popcorn", label: { nb: "Popcorn", en: "Popcorn" } },
  { key: "drink", label: { nb: "Brus", en: "Soft drink" } },
];

describe("the parts of a ticket in words", () => {
  for (const [count, language, expected] of [
    [2, "nb", "Inngang og popcorn"],
    [3, "nn", "Inngang, popcorn og brus"],
    [2, "en", "Entry and popcorn"],
  ] as const) {
    it(`${count} parts are named as “${expected}”`, () => {
      expect(partNames(parts.slice(0, count), language)).to.equal(expected);
    });
  }

  it("an abbreviation keeps its capitals in a list", () => {
    const room = { key: "vr", label: { nb: "VR-rom" } };
    expect(partNames([...parts.slice(0, 1), room], "nb")).to.equal("Inngang og VR-rom");
  });

  for (const [left, expected] of [
    [[0, 1, 1], "Popcorn og brus"],
    [[0, 0, 0], "–"],
    [[2, 0, 1], "Inngang 2, brus 1"],
  ] as const) {
    it(`what is left of ${left.join(", ")} is said as “${expected}”`, () => {
      expect(partsLeftText(parts, left, "nb")).to.equal(expected);
    });
  }

  it("a provider reads how often each part was ticked off, also where that is seldom", () => {
    const counts = partCounts(
      parts,
      new Map([
        [1, 12],
        [2, 4],
      ]),
    );
    expect(counts?.map(({ used }) => used)).to.deep.equal([12, 4, 0]);
    expect(partCounts(undefined)).to.equal(undefined);
  });
});
