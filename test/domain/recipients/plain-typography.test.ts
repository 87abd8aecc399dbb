import { expect } from "chai";
import { toPlainTypography } from "../../../src/domain/recipients/plain-typography.ts";

describe("the typography of a text message", () => {
  for (const [written, sent] of [
    ["3 × Dagskort – «Fjellet»", '3 x Dagskort - "Fjellet"'],
    ["“Kino” … det’s all", '"Kino" ... det\'s all'],
    ["kl.\u00a018", "kl. 18"],
    ["Åsæter Ødegård é", "Åsæter Ødegård é"],
    ["Tjaktjen Tjåanghkoe ïjje", "Tjaktjen Tjåanghkoe ïjje"],
  ] as const) {
    it(`a text message says “${written}” as “${sent}”`, () => {
      expect(toPlainTypography(written)).to.equal(sent);
    });
  }
});
