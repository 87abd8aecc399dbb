import { execFile } from "node:child_process";
import { createPublicKey, randomBytes, randomUUID, verify } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect } from "chai";
import fc from "fast-check";
import QRCode from "qrcode";
import { fromBase32 } from "../../src/domain/passes/base32.ts";
import type { BarcodePayload } from "../../src/domain/passes/barcode.ts";
import { KeyRing } from "../../src/key-ring.ts";
import { qrPath } from "../../src/views/ui/qr-path.ts";
import { createBarcodeSigner } from "../../src/wallets/barcode-signer.ts";

const run = promisify(execFile);

const keyOf = (id: string, byte: number) => ({ id, secret: Buffer.alloc(32, byte) });
const signer = createBarcodeSigner(new KeyRing([keyOf("a", 1)]));

const aPayload = (overrides: Partial<BarcodePayload> = {}): BarcodePayload => ({
  serialNumber: randomBytes(16).toString("base64url"),
  offerId: randomUUID(),
  validFrom: new Date("2026-10-01T00:00:00+02:00"),
  validUntil: new Date("2027-07-01T00:00:00+02:00"),
  uses: 1,
  admits: 2,
  ...overrides,
});

describe("a barcode", () => {
  it("a barcode gives back all that was put in, whatever it was", () => {
    const payloads = fc.record({
      serialNumber: fc
        .uint8Array({ minLength: 16, maxLength: 16 })
        .map((bytes) => Buffer.from(bytes).toString("base64url")),
      offerId: fc.uuid(),
      validFrom: fc.nat().map((seconds) => new Date(seconds * 1000)),
      validUntil: fc.nat().map((seconds) => new Date(seconds * 1000)),
      uses: fc.option(fc.integer({ min: 1, max: 65_535 })),
      admits: fc.integer({ min: 1, max: 255 }),
    });
    fc.assert(
      fc.property(payloads, (payload) => {
        expect(signer.verify(signer.sign(payload))).to.deep.equal(payload);
      }),
    );
  });

  it("a barcode is 178 capitals and digits, which every keyboard layout and QR code can hold", () => {
    expect(signer.sign(aPayload())).to.match(/^J2[A-Z2-7]{176}$/);
  });

  it("a barcode is refused when a single character is another one, one is missing, or one too many", () => {
    const text = signer.sign(aPayload());
    const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.+/=";
    fc.assert(
      fc.property(
        fc.nat({ max: text.length - 1 }),
        fc.constantFrom(...Array.from(alphabet)),
        (position, letter) => {
          fc.pre(text[position] !== letter);
          const other = text.slice(0, position) + letter + text.slice(position + 1);
          expect(signer.verify(other)).to.equal(undefined);
          // At the very start it would be taken for what a scanner puts before.
          fc.pre(position > 1);
          const longer = text.slice(0, position) + letter + text.slice(position);
          expect(signer.verify(longer)).to.equal(undefined);
        },
      ),
      { numRuns: 500 },
    );
    for (const other of [text.slice(0, -1), `${text}=`, text.replace("J2", "J1"), ""]) {
      expect(signer.verify(other)).to.equal(undefined);
    }
  });

  const typedAs = (from: string, to: string) => (text: string) =>
    Array.from(text, (letter) => to[from.indexOf(letter)] ?? letter).join("");
  const french = typedAs("AQWZM234567", "QAZW?é\"'(-è");
  const frenchUnderCapsLock = typedAs("AQWZM234567", "qazw,É\"'(-È");
  const scanned: [what: string, typed: (text: string) => string][] = [
    ["under Caps Lock", (text) => text.toLowerCase()],
    ["after an AIM identifier", (text) => `]Q1${text}`],
    ["after an identifier that a Norwegian layout made of it", (text) => `¨Q1${text}`],
    ["between FNC1 and line ends", (text) => `\u001d${text}\r\n`],
    ["with spaces and tabs in it", (text) => text.replace(/(.{30})/g, "$1 \t")],
    ["through a German layout", typedAs("YZ", "ZY")],
    ["through a German layout under Caps Lock", (text) => typedAs("yz", "zy")(text.toLowerCase())],
    ["through a French layout", french],
    ["through a French layout with its identifier", (text) => french(`]Q1${text}`)],
    ["through a French layout under Caps Lock", frenchUnderCapsLock],
  ];
  for (const [what, typed] of scanned) {
    it(`a barcode is read ${what}`, () => {
      for (let n = 0; n < 20; n += 1) {
        const payload = aPayload();
        expect(signer.verify(typed(signer.sign(payload)))).to.deep.equal(payload);
      }
    });
  }

  it("two barcodes in one text are none, since only one of them could be counted", () => {
    const [one, other] = [signer.sign(aPayload()), signer.sign(aPayload())];
    expect(signer.verify(one + other)).to.equal(undefined);
    expect(signer.verify(`${one}\r\n${other}`)).to.equal(undefined);
  });

  it("a barcode is refused when someone else signed it", () => {
    const other = createBarcodeSigner(new KeyRing([keyOf("a", 2)]));
    expect(signer.verify(other.sign(aPayload()))).to.equal(undefined);
  });

  it("a barcode survives a rotation of keys, until its key leaves the ring", () => {
    const payload = aPayload();
    const text = signer.sign(payload);
    const rotated = createBarcodeSigner(new KeyRing([keyOf("b", 2), keyOf("a", 1)]));
    expect(rotated.verify(text)).to.deep.equal(payload);
    expect(rotated.sign(payload)).not.to.equal(text);
    expect(createBarcodeSigner(new KeyRing([keyOf("b", 2)])).verify(text)).to.equal(undefined);
  });

  it("a barcode can be verified with nothing but a public key from the manifest", () => {
    const bytes = Buffer.from(fromBase32(signer.sign(aPayload()).slice(2)) ?? []);
    const key = signer.publicKeys().find(({ id }) => id === bytes.toString("hex", 43, 46));
    expect(key).not.to.equal(undefined);
    const publicKey = createPublicKey({
      key: { kty: "OKP", crv: "Ed25519", x: key?.x ?? "" },
      format: "jwk",
    });
    const signed = Buffer.concat([Buffer.from("J2\0"), bytes.subarray(0, 46)]);
    expect(verify(null, signed, publicKey, bytes.subarray(46))).to.equal(true);
  });

  it("a barcode is not made for what is no serial number or no offer", () => {
    expect(() => signer.sign(aPayload({ serialNumber: "short" }))).to.throw(RangeError);
    expect(() => signer.sign(aPayload({ offerId: "no uuid" }))).to.throw(RangeError);
  });

  it("a barcode is drawn in alphanumeric mode, two versions smaller than in bytes, and zbarimg reads it", async () => {
    const text = signer.sign(aPayload());
    const versionOf = (code: string | QRCode.QRCodeSegment[]) =>
      QRCode.create(code, { errorCorrectionLevel: "M" }).version;
    expect(versionOf(text)).to.equal(7);
    expect(versionOf([{ data: Buffer.from(text), mode: "byte" }])).to.equal(9);
    // The 45 by 45 modules of version 7, as pages draw it.
    expect(qrPath(text).size).to.equal(45);
    const folder = await mkdtemp(join(tmpdir(), "barcode-"));
    try {
      const file = join(folder, "barcode.png");
      await writeFile(file, await QRCode.toBuffer(text, { errorCorrectionLevel: "M", scale: 3 }));
      const { stdout } = await run("zbarimg", ["--quiet", "--raw", file]).catch(
        (error: unknown) => {
          throw (error as { code?: unknown }).code === "ENOENT"
            ? new Error(
                "zbarimg is missing; install the package zbar-tools (apt-get install zbar-tools)",
              )
            : error;
        },
      );
      expect(stdout.trimEnd()).to.equal(text);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
