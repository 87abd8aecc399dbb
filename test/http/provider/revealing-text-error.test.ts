import { expect } from "chai";
import { revealingTextError } from "../../../src/http/provider/revealing-text-error.ts";

describe("what the pages say of a text that tells", () => {
  it("the revealing-text page names every word, with the advice for each kind of word once", () => {
    const fault = revealingTextError("Gratis kino, 0,-, fra NAV", "nb");
    for (const word of ["«gratis»", "«0,-»", "«nav»"]) expect(fault).to.include(word);
    expect(fault?.match(/La prisen være/g)).to.have.length(1);
    expect(fault?.match(/Skriv heller navnet på stedet/g)).to.have.length(1);
  });

  it("the revealing-text page says nothing of a text that tells nothing", () => {
    expect(revealingTextError("Kveldskino", "nn")).to.equal(undefined);
  });
});
