import { expect } from "chai";
import { offerNb } from "../../src/views/texts/offer-nb.ts";
import { offerNn } from "../../src/views/texts/offer-nn.ts";

describe("what is asked before an offer is closed", () => {
  for (const [out, nb, nn] of [
    [0, "Ingen billetter er delt ut.", "Ingen billettar er delte ut."],
    [1, "Billetten som er delt ut, gjelder som før.", "Billetten som er delt ut, gjeld som før."],
    [
      7,
      "De 7 billettene som er delt ut, gjelder som før.",
      "Dei 7 billettane som er delte ut, gjeld som før.",
    ],
  ] as const) {
    it(`the question before closing speaks of ${out} that were given as people do`, () => {
      expect(offerNb.confirm.close.text(out))
        .to.match(/^Ingen flere .*\. /)
        .and.contain(nb);
      expect(offerNn.confirm.close.text(out))
        .to.match(/^Ingen fleire .*\. /)
        .and.contain(nn);
    });
  }
});
