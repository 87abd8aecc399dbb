import { execFile } from "node:child_process";
import { createPublicKey, randomBytes, randomUUID, verify } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect } from "chai";
import fc from "fast-check";
import QRCode from "qrcode";
import type { BarcodePayload } from "../../src/domain/passes/barcode.ts";
import { KeyRing } from "../../src/key-ring.ts";
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

  it("a barcode is 151 characters of plain ASCII, so any encoding a wallet names can hold it", () => {
    const text = signer.sign(aPayload());
    expect(text).to.match(/^J1\.[A-Za-z0-9_-]{148}$/);
  });

  it("a barcode is refused when a single character is another one, one is missing, or one too many", () => {
    const text = signer.sign(aPayload());
    const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.+/= \n";
    fc.assert(
      fc.property(
        fc.nat({ max: text.length - 1 }),
        fc.constantFrom(...Array.from(alphabet)),
        (position, letter) => {
          fc.pre(text[position] !== letter);
          const other = text.slice(0, position) + letter + text.slice(position + 1);
          expect(signer.verify(other)).to.equal(undefined);
          const longer = text.slice(0, position) + letter + text.slice(position);
          expect(signer.verify(longer)).to.equal(undefined);
        },
      ),
      { numRuns: 500 },
    );
    for (const other of [
      text.slice(0, -1),
      `${text}=`,
      ` ${text}`,
      text.replace("J1.", "J2."),
      "",
    ]) {
      expect(signer.verify(other)).to.equal(undefined);
    }
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
    const bytes = Buffer.from(signer.sign(aPayload()).slice(3), "base64url");
    const key = signer.publicKeys().find(({ id }) => id === bytes.toString("hex", 44, 47));
    expect(key).not.to.equal(undefined);
    const publicKey = createPublicKey({
      key: { kty: "OKP", crv: "Ed25519", x: key?.x ?? "" },
      format: "jwk",
    });
    const signed = Buffer.concat([Buffer.from("J1.\0"), bytes.subarray(0, 47)]);
    expect(verify(null, signed, publicKey, bytes.subarray(47))).to.equal(true);
  });

  it("a barcode is not made for what is no serial number or no offer", () => {
    expect(() => signer.sign(aPayload({ serialNumber: "short" }))).to.throw(RangeError);
    expect(() => signer.sign(aPayload({ offerId: "no uuid" }))).to.throw(RangeError);
  });

  it("a barcode fits a QR code of version 8 at medium error correction, and zbarimg reads it", async () => {
    const text = signer.sign(aPayload());
    const segments = [{ data: Buffer.from(text), mode: "byte" as const }];
    expect(QRCode.create(segments, { errorCorrectionLevel: "M" }).version).to.equal(8);
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
