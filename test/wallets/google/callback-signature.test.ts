import { createPublicKey, generateKeyPairSync, verify } from "node:crypto";
import { expect } from "chai";
import fc from "fast-check";
import {
  lengthValue,
  publicKeyOf,
  readCallback,
} from "../../../src/wallets/google/callback-signature.ts";
import {
  callbackOf,
  googleKeys,
  publicText,
  signText,
  type CallbackParts,
} from "../../support/google-callbacks.ts";

const issuerId = "3388000000012345678";
const at = new Date("2027-01-15T10:00:00Z");
const rootKeys = [googleKeys.root, googleKeys.secondRoot].map((key) => createPublicKey(key));

const read = (body: string) => readCallback(body, { rootKeys, issuerId, at });
const callback = (changes?: Partial<CallbackParts>) => callbackOf(issuerId, at, changes);
const outcome = (body: unknown) => {
  const result = read(JSON.stringify(body));
  return "fault" in result ? result.fault : "read";
};

describe("the signature of a callback", () => {
  it("frames its parts as the inventors of the protocol do", () => {
    // From Tink's own tests, for the protocol's first version, which frames the same way:
    // https://github.com/tink-crypto/tink-java-apps PaymentMethodTokenRecipientTest
    const key = publicKeyOf(
      "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEPYnHwS8uegWAewQtlxizmLFynwHcxRT1PK07cDA6/C4sXrVI1SzZCUx8U8S0LjMrT6ird/VW7be3Mz6t/srtRQ==",
    );
    const signedMessage = String.raw`{"tag":"ZVwlJt7dU8Plk0+r8rPF8DmPTvDiOA1UAoNjDV+SqDE\u003d","ephemeralPublicKey":"BPhVspn70Zj2Kkgu9t8+ApEuUWsI/zos5whGCQBlgOkuYagOis7qsrcbQrcprjvTZO3XOU+Qbcc28FSgsRtcgQE\u003d","encryptedMessage":"12jUObueVTdy"}`;
    const signature = Buffer.from(
      "MEQCIDxBoUCoFRGReLdZ/cABlSSRIKoOEFoU3e27c14vMZtfAiBtX3pGMEpnw6mSAbnagCCgHlCk3NcFwWYEyxIE6KGZVA==",
      "base64",
    );
    const framed = lengthValue("Google", "someRecipient", "ECv1", signedMessage);
    expect(key && verify("sha256", framed, key, signature)).to.equal(true);
  });

  it("google 34: counts bytes, not characters", () => {
    expect(lengthValue("ø").toString("hex")).to.equal("02000000c3b8");
    expect(lengthValue("", "a".repeat(258)).subarray(0, 8).toString("hex")).to.equal(
      "0000000002010000",
    );
  });

  it("google 34: reads a message with letters of two bytes and of four", () => {
    expect(outcome(callback({ message: { extra: "Røros 🎟" } }))).to.equal("read");
  });

  it("google 34: takes a second root, and a second signature", () => {
    expect(outcome(callback({ root: googleKeys.secondRoot }))).to.equal("read");
    const sent = callback();
    const { signedKey, signatures } = sent.intermediateSigningKey;
    const stranger = signText(googleKeys.stranger, "GooglePayPasses", "ECv2SigningOnly", signedKey);
    const both = { signedKey, signatures: [stranger, ...signatures] };
    expect(outcome({ ...sent, intermediateSigningKey: both })).to.equal("read");
    const none = { signedKey, signatures: [stranger] };
    expect(outcome({ ...sent, intermediateSigningKey: none })).to.equal("untrusted_key");
  });

  it("google 34: reads what is signed as it came, with Google's way to write an equals sign", () => {
    const escape = (text: string) => text.replaceAll("=", String.raw`\u003d`);
    const signedKey = escape(
      JSON.stringify({
        keyValue: publicText(googleKeys.intermediate),
        keyExpiration: String(at.getTime() + 1),
      }),
    );
    const signedMessage = escape(
      JSON.stringify({
        classId: `${issuerId}.c`,
        objectId: `${issuerId}.o`,
        eventType: "del",
        expTimeMillis: at.getTime() + 1,
        nonce: "abc==",
      }),
    );
    expect(signedKey).to.contain("u003d");
    const { root, intermediate } = googleKeys;
    const sender = "GooglePayPasses";
    const protocolVersion = "ECv2SigningOnly";
    const result = read(
      escape(
        JSON.stringify({
          protocolVersion,
          signature: signText(intermediate, sender, issuerId, protocolVersion, signedMessage),
          intermediateSigningKey: {
            signedKey,
            signatures: [signText(root, sender, protocolVersion, signedKey)],
          },
          signedMessage,
        }),
      ),
    );
    expect(result).to.have.nested.property("message.nonce", "abc==");
  });

  const stranger = googleKeys.stranger;
  const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey;
  const otherCurve = generateKeyPairSync("ec", { namedCurve: "P-384" }).privateKey;
  const past = String(at.getTime());
  const cases: [string, Partial<CallbackParts>, string][] = [
    ["another issuer", { recipient: "3388000000099999999" }, "altered_message"],
    ["another sender", { sender: "Google" }, "untrusted_key"],
    ["another protocol version", { protocolVersion: "ECv2" }, "unreadable"],
    ["a root that is not Google's", { root: stranger }, "untrusted_key"],
    ["an intermediate key that has expired", { keyExpiration: past }, "expired_key"],
    ["an intermediate key of another curve", { intermediate: otherCurve }, "untrusted_key"],
    ["an intermediate key of another kind", { intermediate: rsa }, "untrusted_key"],
    ["a message that has expired", { message: { expTimeMillis: past } }, "expired_message"],
    ["a foreign ticket", { message: { objectId: "3388000000099999999.o" } }, "foreign_id"],
    ["a foreign class", { message: { classId: "3388000000099999999.c" } }, "foreign_id"],
    ["an issuer that begins like ours", { message: { objectId: `${issuerId}1.o` } }, "foreign_id"],
    ["an unknown kind of event", { message: { eventType: "view" } }, "unreadable_message"],
    ["no nonce", { message: { nonce: undefined } }, "unreadable_message"],
    ["a nonce that cannot be stored", { message: { nonce: "a\0b" } }, "unreadable_message"],
    ["an endless lifetime", { message: { expTimeMillis: 1e300 } }, "unreadable_message"],
  ];
  for (const [what, changes, fault] of cases) {
    it(`google 33: refuses ${what}`, () => {
      expect(outcome(callback())).to.equal("read");
      expect(outcome(callback(changes))).to.equal(fault);
    });
  }

  it("google 33: refuses an altered message and an altered key", () => {
    const sent = callback();
    const other = callback({ intermediate: stranger });
    expect(outcome({ ...sent, signedMessage: callback().signedMessage })).to.equal(
      "altered_message",
    );
    const { signedKey } = other.intermediateSigningKey;
    const { signatures } = sent.intermediateSigningKey;
    expect(outcome({ ...sent, intermediateSigningKey: { signedKey, signatures } })).to.equal(
      "untrusted_key",
    );
  });

  it("the callback check takes another issuer's callback when the issuer comes from the message (negative control)", () => {
    const theirs = "3388000000099999999";
    const body = JSON.stringify(callbackOf(theirs, at));
    expect(read(body)).to.deep.equal({ fault: "altered_message" });
    expect(readCallback(body, { rootKeys, issuerId: theirs, at })).to.have.property("message");
  });

  it("the callback check refuses more signatures than Google ever sends without checking them", () => {
    const sent = callback();
    const { signedKey, signatures } = sent.intermediateSigningKey;
    const many = Array<string>(11).fill(signatures[0] ?? "");
    expect(outcome({ ...sent, intermediateSigningKey: { signedKey, signatures: many } })).to.equal(
      "unreadable",
    );
  });

  describe("whatever comes", () => {
    const original = callback();
    const genuine = read(JSON.stringify(original));
    const flipped = (bytes: Buffer, bit: number) => {
      const changed = Buffer.from(bytes);
      const index = (bit >> 3) % changed.length;
      changed[index] = (changed[index] ?? 0) ^ (1 << (bit & 7));
      return changed;
    };
    const anyBit = fc.nat(1_000_000);

    it("a callback does not verify with one bit of a signature altered", () => {
      fc.assert(
        fc.property(anyBit, fc.boolean(), (bit, inner) => {
          const { signedKey, signatures } = original.intermediateSigningKey;
          const alter = (text: string) =>
            flipped(Buffer.from(text, "base64"), bit).toString("base64");
          const sent = inner
            ? {
                ...original,
                intermediateSigningKey: { signedKey, signatures: signatures.map(alter) },
              }
            : { ...original, signature: alter(original.signature) };
          expect(outcome(sent)).to.be.oneOf(["untrusted_key", "altered_message"]);
        }),
        { numRuns: 400 },
      );
    });

    it("a callback does not verify with one byte of the signed message or key altered", () => {
      fc.assert(
        fc.property(anyBit, fc.boolean(), (bit, inner) => {
          const { signedKey, signatures } = original.intermediateSigningKey;
          // As text, so that what is no longer UTF-8 differs, too.
          const alter = (text: string) => flipped(Buffer.from(text), bit).toString("latin1");
          const sent = inner
            ? { ...original, intermediateSigningKey: { signedKey: alter(signedKey), signatures } }
            : { ...original, signedMessage: alter(original.signedMessage) };
          expect(outcome(sent)).to.be.oneOf(["untrusted_key", "altered_message"]);
        }),
        { numRuns: 400 },
      );
    });

    it("a callback says either what Google signed or nothing, with any bytes of the body altered", () => {
      const body = Buffer.from(JSON.stringify(original));
      const edit = fc.record({ at: fc.nat(body.length - 1), byte: fc.nat(255) });
      fc.assert(
        fc.property(fc.array(edit, { minLength: 1, maxLength: 5 }), (edits) => {
          const changed = Buffer.from(body);
          for (const { at: index, byte } of edits) changed[index] = byte;
          const result = read(changed.toString());
          if (!("fault" in result)) expect(result).to.deep.equal(genuine);
        }),
        { numRuns: 1_000 },
      );
    });

    it("a callback refuses any text and any JSON without a crash", () => {
      const member = fc.oneof(fc.string(), fc.integer(), fc.constant(null), fc.base64String());
      const shaped = fc
        .record({
          protocolVersion: fc.oneof(fc.constant("ECv2SigningOnly"), member),
          signature: member,
          signedMessage: member,
          intermediateSigningKey: fc.oneof(
            member,
            fc.record({ signedKey: member, signatures: fc.array(member, { maxLength: 4 }) }),
          ),
        })
        .map((value) => JSON.stringify(value));
      const any = fc.oneof(fc.string({ unit: "binary" }), fc.json(), shaped);
      fc.assert(
        fc.property(any, (text) => {
          expect(read(text)).to.have.property("fault");
        }),
        { numRuns: 1_000 },
      );
    });

    it("a callback refuses any intermediate key that Google's root signed but that is none, without a crash", () => {
      const { root } = googleKeys;
      const value = fc.oneof(fc.string(), fc.base64String(), fc.constant(publicText(stranger)));
      const key = fc
        .record({ keyValue: value, keyExpiration: fc.oneof(value, fc.integer(), fc.double()) })
        .map((each) => JSON.stringify(each));
      fc.assert(
        fc.property(fc.oneof(key, fc.string()), (signedKey) => {
          const signatures = [signText(root, "GooglePayPasses", "ECv2SigningOnly", signedKey)];
          const sent = { ...original, intermediateSigningKey: { signedKey, signatures } };
          expect(outcome(sent)).to.be.oneOf(["untrusted_key", "expired_key", "altered_message"]);
        }),
        { numRuns: 300 },
      );
    });
  });
});
