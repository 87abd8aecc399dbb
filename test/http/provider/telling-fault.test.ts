import { expect } from "chai";
import { tellingFault } from "../../../src/http/provider/telling-fault.ts";

describe("what the pages say of a text that tells", () => {
  it("names every word, with the advice for each kind of word once", () => {
    const fault = tellingFault("Gratis kino, 0,-, fra NAV", "nb");
    for (const word of ["«gratis»", "«0,-»", "«nav»"]) expect(fault).to.include(word);
    expect(fault?.match(/La prisen være/g)).to.have.length(1);
    expect(fault?.match(/Skriv heller navnet på stedet/g)).to.have.length(1);
  });

  it("says nothing of a text that tells nothing", () => {
    expect(tellingFault("Kveldskino", "nn")).to.equal(undefined);
  });
});
