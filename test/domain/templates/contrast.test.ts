import { expect } from "chai";
import { contrastRatio, legibleColor } from "../../../src/domain/templates/contrast.ts";

describe("contrast", () => {
  for (const [one, other, ratio] of [
    ["#000000", "#ffffff", 21],
    ["#ffffff", "#ffffff", 1],
    ["#777777", "#ffffff", 4.48],
    ["#767676", "#ffffff", 4.54],
    ["#0000ff", "#ffffff", 8.59],
  ] as const) {
    it(`of ${one} and ${other} is ${ratio}, whichever is in front`, () => {
      expect(contrastRatio(one, other)).to.be.closeTo(ratio, 0.005);
      expect(contrastRatio(other, one)).to.equal(contrastRatio(one, other));
    });
  }

  for (const [color, background] of [
    ["#888888", "#999999"],
    ["#ff0000", "#aa0000"],
    ["#ffff00", "#ffffff"],
    ["#123456", "#123456"],
  ] as const) {
    it(`the contrast check finds a legible colour near ${color} on ${background}`, () => {
      expect(contrastRatio(legibleColor(color, background, 4.5), background)).to.be.at.least(4.5);
    });
  }

  it("the contrast check leaves a colour alone that is legible already", () => {
    expect(legibleColor("#ffffff", "#1b1038", 4.5)).to.equal("#ffffff");
  });
});
