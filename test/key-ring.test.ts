import { createCipheriv, createDecipheriv, hkdfSync } from "node:crypto";
import { expect } from "chai";
import { KeyRing } from "../src/key-ring.ts";

const key = (id: string, byte: number) => ({ id, secret: Buffer.alloc(32, byte) });
const old = key("2025", 1);
const current = key("2026", 2);
const place = { column: "recipients.contact_sealed", row: "one" } as const;

/** As values were encrypted before they were bound to a place. */
function unbound({ id, secret }: typeof old, purpose: string, text: string): Buffer {
  const derived = Buffer.from(hkdfSync("sha256", secret, "", `join-wallet/${purpose}`, 32));
  const nonce = Buffer.alloc(12, 3);
  const cipher = createCipheriv("aes-256-gcm", derived, nonce);
  const sealed = Buffer.concat([cipher.update(text), cipher.final()]);
  return Buffer.concat([Buffer.of(id.length), Buffer.from(id), nonce, sealed, cipher.getAuthTag()]);
}

describe("the key ring", () => {
  it("the key ring opens what it closed, and closes the same text differently each time", () => {
    const ring = new KeyRing([current]);
    const [one, two] = [ring.encrypt(place, "+4741234501"), ring.encrypt(place, "+4741234501")];
    expect(ring.decrypt(place, one)).to.equal("+4741234501");
    expect(one.equals(two)).to.equal(false);
  });

  it("still opens after a rotation what an earlier key closed, and closes with the new one", () => {
    const sealed = new KeyRing([old]).encrypt(place, "text");
    const rotated = new KeyRing([current, old]);
    expect(rotated.decrypt(place, sealed)).to.equal("text");
    const anew = rotated.encrypt(place, "text");
    expect(new KeyRing([current]).decrypt(place, anew)).to.equal("text");
  });

  it("closes with the key that was agreed on, though another one is first", () => {
    const rotated = new KeyRing([current, old]);
    rotated.useAsCurrent("2025");
    expect(new KeyRing([old]).decrypt(place, rotated.encrypt(place, "text"))).to.equal("text");
    expect(() => {
      rotated.useAsCurrent("2027");
    }).to.throw("2027");
  });

  it("the key ring refuses an altered text, and answers that it is unavailable for a key that it does not hold", () => {
    const ring = new KeyRing([current]);
    const sealed = ring.encrypt(place, "text");
    const altered = Buffer.from(sealed);
    altered.writeUInt8(altered.readUInt8(altered.length - 1) ^ 1, altered.length - 1);
    expect(() => ring.decrypt(place, altered)).to.throw();
    expect(() => new KeyRing([old]).decrypt(place, sealed))
      .to.throw("2026")
      .with.property("code", "unavailable");
  });

  it("the key ring refuses a text that was moved to another row or column", () => {
    const ring = new KeyRing([current]);
    const sealed = ring.encrypt(place, "text");
    expect(() => ring.decrypt({ ...place, row: "two" }, sealed)).to.throw();
    const column = "recipients.label_sealed";
    expect(() => ring.decrypt({ ...place, column }, sealed)).to.throw();
  });

  it("the key ring closes each column's texts under a key of its own, bound to table, column and row", () => {
    const sealed = new KeyRing([current]).encrypt(place, "text");
    const info = "join-wallet/column/recipients.contact_sealed";
    const own = Buffer.from(hkdfSync("sha256", current.secret, "", info, 32));
    const start = 2 + current.id.length;
    const decipher = createDecipheriv("aes-256-gcm", own, sealed.subarray(start, start + 12));
    decipher.setAAD(Buffer.from("recipients/contact_sealed/one"));
    decipher.setAuthTag(sealed.subarray(-16));
    const text = [decipher.update(sealed.subarray(start + 12, -16)), decipher.final()];
    expect(Buffer.concat(text).toString()).to.equal("text");
  });

  it("the key ring opens a text from before texts were bound to their row, in its old columns alone", () => {
    const ring = new KeyRing([current, old]);
    const sealed = unbound(old, "contact", "text");
    expect(ring.decrypt(place, sealed)).to.equal("text");
    const never = { column: "lookup_keys.key_sealed", row: "one" } as const;
    expect(() => ring.decrypt(never, sealed)).to.throw("is not bound");
  });

  it("the key ring gives every purpose a key of its own", () => {
    const ring = new KeyRing([current]);
    expect(ring.hmac("claim-token", "x").equals(ring.hmac("reference", "x"))).to.equal(false);
  });
});
