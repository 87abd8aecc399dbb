import { expect } from "chai";
import fc from "fast-check";
import { formatClaimCode, parseClaimCode } from "../../../src/domain/recipients/claim-code.ts";

describe("a claim code", () => {
  it("a claim code has twelve letters and figures that cannot be mistaken for each other", () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 8, maxLength: 32 }), (bytes) => {
        expect(formatClaimCode(bytes)).to.match(
          /^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/,
        );
      }),
    );
  });

  it("a claim code is made of the first sixty bits", () => {
    expect(formatClaimCode(Buffer.from("ffffffffffffffff", "hex"))).to.equal("ZZZZ-ZZZZ-ZZZZ");
    expect(formatClaimCode(Buffer.from("000000000000001f", "hex"))).to.equal("0000-0000-0001");
  });

  it("a claim code is understood however it is typed", () => {
    for (const typed of [
      "0123-4567-89AB",
      "0123456789ab",
      " o123 4567 89ab ",
      "0l23–4567—89AB",
      "OI23-4567-89AB",
    ]) {
      expect(parseClaimCode(typed)).to.equal("0123-4567-89AB");
    }
  });

  it("a claim code is none when it is too short, too long or holds other letters", () => {
    for (const typed of [
      "",
      "0123-4567-89A",
      "0123-4567-89ABC",
      "0123-4567-89AU",
      "🂡123-4567-89AB",
    ]) {
      expect(parseClaimCode(typed)).to.equal(undefined);
    }
  });
});
