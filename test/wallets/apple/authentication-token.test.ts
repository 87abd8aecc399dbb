import { expect } from "chai";
import { KeyRing } from "../../../src/key-ring.ts";
import {
  authenticationToken,
  isAuthenticationToken,
} from "../../../src/wallets/apple/authentication-token.ts";

const key = (id: string, fill: number) => ({ id, secret: Buffer.alloc(32, fill) });
const [oldest, middle, newest] = [key("2026", 1), key("2027", 2), key("2028", 3)] as const;
const serialNumber = "abcdefghijklmnopqrstuv";

describe("the token between a ticket and its phones", () => {
  it("the authentication token stays the same while keys come and go around the one that made it", () => {
    const holder = { serialNumber, tokenKeyId: "2027" };
    const token = authenticationToken(new KeyRing([middle, oldest]), holder);
    for (const keys of [[middle], [newest, middle], [newest, middle, oldest]]) {
      expect(authenticationToken(new KeyRing(keys), holder)).to.equal(token);
      expect(isAuthenticationToken(new KeyRing(keys), token, serialNumber, holder)).to.equal(true);
    }
  });

  it("the authentication token is the oldest key's for a ticket from before key ids were kept", () => {
    const token = authenticationToken(new KeyRing([oldest]), { serialNumber, tokenKeyId: "2026" });
    const unknown = { serialNumber, tokenKeyId: null };
    expect(authenticationToken(new KeyRing([newest, oldest]), unknown)).to.equal(token);
  });

  it("the authentication token has the sixteen characters that Apple asks for, all of them fit for a header", () => {
    const token = authenticationToken(new KeyRing([oldest]), { serialNumber, tokenKeyId: "2026" });
    expect(token).to.match(/^[A-Za-z0-9_-]{43}$/);
  });

  it("differs from ticket to ticket and from key to key", () => {
    const ring = new KeyRing([newest, oldest]);
    const tokens = [
      authenticationToken(ring, { serialNumber, tokenKeyId: "2026" }),
      authenticationToken(ring, { serialNumber, tokenKeyId: "2028" }),
      authenticationToken(ring, { serialNumber: "another", tokenKeyId: "2026" }),
    ];
    expect(new Set(tokens)).to.have.length(3);
  });

  it("the authentication token is right for its own ticket alone", () => {
    const ring = new KeyRing([newest, oldest]);
    const token = authenticationToken(ring, { serialNumber, tokenKeyId: "2026" });
    const is = (given: string, serial: string, found?: { tokenKeyId: string | null }) =>
      isAuthenticationToken(ring, given, serial, found);
    expect(is(token, serialNumber, { tokenKeyId: "2026" })).to.equal(true);
    expect(is(token, serialNumber, { tokenKeyId: "2028" })).to.equal(false);
    expect(is(token, "another", { tokenKeyId: "2026" })).to.equal(false);
    expect(is("", serialNumber, { tokenKeyId: "2026" })).to.equal(false);
    expect(is(`${token}x`, serialNumber, { tokenKeyId: "2026" })).to.equal(false);
  });

  it("the authentication token is never right for a ticket that does not exist, not even the one that would be its own", () => {
    const ring = new KeyRing([newest]);
    const token = authenticationToken(ring, { serialNumber, tokenKeyId: "2028" });
    expect(isAuthenticationToken(ring, token, serialNumber, undefined)).to.equal(false);
  });

  it("the authentication token takes the same work to refuse, whether the ticket exists or not", () => {
    class CountingRing extends KeyRing {
      counted = 0;
      override hmac(...args: Parameters<KeyRing["hmac"]>): Buffer {
        this.counted += 1;
        return super.hmac(...args);
      }
    }
    for (const found of [
      { tokenKeyId: "2028" },
      { tokenKeyId: null },
      { tokenKeyId: "dropped" },
      undefined,
    ]) {
      const ring = new CountingRing([newest, oldest]);
      expect(isAuthenticationToken(ring, "wrong", serialNumber, found)).to.equal(false);
      expect(ring.counted, JSON.stringify(found)).to.equal(1);
    }
  });

  it("the authentication token is refused, and none is made, once its key was dropped: another would cut phones off for good", () => {
    const ring = new KeyRing([newest]);
    const holder = { serialNumber, tokenKeyId: "2026" };
    const token = authenticationToken(new KeyRing([oldest]), holder);
    expect(isAuthenticationToken(ring, token, serialNumber, holder)).to.equal(false);
    expect(() => authenticationToken(ring, holder)).to.throw("no key with id 2026");
  });
});
