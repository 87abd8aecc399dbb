import { expect } from "chai";
import { KeyRing } from "../src/key-ring.ts";

const key = (id: string, byte: number) => ({ id, secret: Buffer.alloc(32, byte) });
const old = key("2025", 1);
const current = key("2026", 2);

describe("the key ring", () => {
  it("the key ring opens what it closed, and closes the same text differently each time", () => {
    const ring = new KeyRing([current]);
    const [one, two] = [
      ring.encrypt("contact", "+4741234501"),
      ring.encrypt("contact", "+4741234501"),
    ];
    expect(ring.decrypt("contact", one)).to.equal("+4741234501");
    expect(one.equals(two)).to.equal(false);
  });

  it("still opens after a rotation what an earlier key closed, and closes with the new one", () => {
    const sealed = new KeyRing([old]).encrypt("contact", "text");
    const rotated = new KeyRing([current, old]);
    expect(rotated.decrypt("contact", sealed)).to.equal("text");
    const anew = rotated.encrypt("contact", "text");
    expect(new KeyRing([current]).decrypt("contact", anew)).to.equal("text");
  });

  it("the key ring refuses an altered text, another purpose, and a key that it does not hold", () => {
    const ring = new KeyRing([current]);
    const sealed = ring.encrypt("contact", "text");
    const altered = Buffer.from(sealed);
    altered.writeUInt8(altered.readUInt8(altered.length - 1) ^ 1, altered.length - 1);
    expect(() => ring.decrypt("contact", altered)).to.throw();
    expect(() => ring.decrypt("reference", sealed)).to.throw();
    expect(() => new KeyRing([old]).decrypt("contact", sealed)).to.throw("2026");
  });

  it("the key ring gives every purpose a key of its own", () => {
    const ring = new KeyRing([current]);
    expect(ring.hmac("claim-token", "x").equals(ring.hmac("reference", "x"))).to.equal(false);
  });

  it("the key ring looks a text up under every key, the current one first", () => {
    const [first, second] = new KeyRing([current, old]).hmacs("reference", "R-1001");
    expect(first?.equals(new KeyRing([current]).hmac("reference", "R-1001"))).to.equal(true);
    expect(second?.equals(new KeyRing([old]).hmac("reference", "R-1001"))).to.equal(true);
  });
});
