import { expect } from "chai";
import { findRevealingWords } from "../../../src/domain/deny-list.ts";
import { patchJson } from "../../../src/wallets/google/patch-json.ts";

const body = { id: "1.t-a", classId: "1.t-b", state: "ACTIVE" };

describe("a patch for Google", () => {
  it("a Google patch takes away what an earlier body may have had, and leaves what this one has", () => {
    const barcode = { type: "QR_CODE", value: "J2" };
    expect(patchJson("offerObject", { ...body, barcode })).to.deep.equal({
      ...body,
      barcode,
      textModulesData: null,
      merchantLocations: null,
    });
  });

  it("google 12: the message that stands in for a notice names neither the ticket's origin nor anybody", () => {
    const { messages } = patchJson("offerObject", body, { notice: "text" }) as {
      messages: { localizedBody: object; localizedHeader: object }[];
    };
    const texts = [...JSON.stringify(messages).matchAll(/"value":"([^"]+)"/g)].map(
      ([, text]) => text,
    );
    expect(texts).to.have.length(6);
    expect(texts.flatMap((text = "") => findRevealingWords(text))).to.deep.equal([]);
  });

  it("google 28: nothing generic ever carries a notice", () => {
    for (const notice of ["phone", "text", "none"] as const) {
      const patch = patchJson("genericObject", body, { notice, erased: true });
      expect(patch).not.to.include.any.keys("notifyPreference", "messages");
    }
  });
});
