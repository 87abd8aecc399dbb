import { fromBase32, toBase32 } from "./base32.ts";

/**
 * What a scanner reads, verifiable without coverage. The text is `J2` and the base32 of 110 bytes, 178
 * capitals and digits in all. A QR code stores these in its alphanumeric mode, of which version 7 holds
 * just as many at medium error correction. docs/barcode.md is the description for others.
 *
 * | bytes  | holds                                                                             |
 * | ------ | --------------------------------------------------------------------------------- |
 * | 0–15   | the ticket's serial number                                                        |
 * | 16–31  | the offer's UUID                                                                  |
 * | 32–35  | valid from, seconds since 1970, big-endian                                        |
 * | 36–39  | valid until, likewise; the first second in which it is not                        |
 * | 40–41  | uses at the outset, big-endian; 0 is unlimited                                    |
 * | 42     | how many the ticket admits                                                        |
 * | 43–45  | key id: the first three bytes of the SHA-256 of the raw public key                |
 * | 46–109 | Ed25519 signature (RFC 8032) over bytes 0–45 with the three bytes `J2\0` before them |
 */
export interface BarcodePayload {
  serialNumber: string;
  offerId: string;
  validFrom: Date;
  validUntil: Date;
  /** null: unlimited. */
  uses: number | null;
  admits: number;
}

export const barcodePrefix = "J2";
const payloadBytes = 46;
const keyIdAt = 43;
const signatureBytes = 64;

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

const secondsOf = (at: Date) => Math.min(Math.max(Math.floor(at.getTime() / 1000), 0), 0xffff_ffff);

/** Encodes the payload to be signed. Throws RangeError for values that the layout cannot hold. */
export function encodeBarcodePayload(payload: BarcodePayload, keyId: Uint8Array): Buffer {
  const serial = Buffer.from(payload.serialNumber, "base64url");
  if (serial.length !== 16 || !uuid.test(payload.offerId) || keyId.length !== 3) {
    throw new RangeError("A barcode needs a serial number, an offer id and a key id.");
  }
  const bytes = Buffer.alloc(payloadBytes);
  serial.copy(bytes, 0);
  bytes.write(payload.offerId.replaceAll("-", ""), 16, "hex");
  bytes.writeUInt32BE(secondsOf(payload.validFrom), 32);
  bytes.writeUInt32BE(secondsOf(payload.validUntil), 36);
  bytes.writeUInt16BE(payload.uses ?? 0, 40);
  bytes.writeUInt8(payload.admits, 42);
  bytes.set(keyId, keyIdAt);
  return bytes;
}

/** Decodes a payload, without its signature. Throws RangeError for too few bytes. */
export function decodeBarcodePayload(bytes: Buffer): BarcodePayload {
  const hex = bytes.toString("hex", 16, 32);
  return {
    serialNumber: bytes.toString("base64url", 0, 16),
    offerId: hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5"),
    validFrom: new Date(bytes.readUInt32BE(32) * 1000),
    validUntil: new Date(bytes.readUInt32BE(36) * 1000),
    uses: bytes.readUInt16BE(40) || null,
    admits: bytes.readUInt8(42),
  };
}

/** The signed bytes, with a prefix, so that no other text signed with the key passes as a barcode. */
export function signedBarcodeBytes(payload: Buffer): Buffer {
  return Buffer.concat([Buffer.from(`${barcodePrefix}\0`), payload]);
}

export function writeBarcode(payload: Buffer, signature: Buffer): string {
  return barcodePrefix + toBase32(Buffer.concat([payload, signature]));
}

/** Parses a barcode's text; undefined unless it is exactly as `writeBarcode` writes it. */
export function parseBarcode(
  text: string,
): { payload: Buffer; keyId: Buffer; signature: Buffer } | undefined {
  if (!text.startsWith(barcodePrefix)) return undefined;
  const decoded = fromBase32(text.slice(barcodePrefix.length));
  if (decoded?.length !== payloadBytes + signatureBytes) return undefined;
  const bytes = Buffer.from(decoded);
  const payload = bytes.subarray(0, payloadBytes);
  const signature = bytes.subarray(payloadBytes);
  return { payload, keyId: payload.subarray(keyIdAt), signature };
}
