import { expect } from "chai";
import { offerNb } from "../../src/views/texts/offer-nb.ts";
import { offerNn } from "../../src/views/texts/offer-nn.ts";

describe("what is asked before an offer is closed", () => {
  for (const [out, nb, nn] of [
    [0, "Ingen billetter er ute.", "Ingen billettar er ute."],
    [1, "Billetten som er ute, gjelder som før.", "Billetten som er ute, gjeld som før."],
    [
      7,
      "De 7 billettene som er ute, gjelder som før.",
      "Dei 7 billettane som er ute, gjeld som før.",
    ],
  ] as const) {
    it(`the question before closing speaks of ${out} that are out as people do`, () => {
      expect(offerNb.confirm.close.text(out))
        .to.match(/^Ingen flere .*\. /)
        .and.contain(nb);
      expect(offerNn.confirm.close.text(out))
        .to.match(/^Ingen fleire .*\. /)
        .and.contain(nn);
    });
  }
});
