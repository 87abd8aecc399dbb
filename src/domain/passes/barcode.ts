/**
 * What a scanner reads, verifiable without coverage. The text is `J1.` and the base64url of 111 bytes,
 * 151 characters in all, which a QR code of version 8 holds at its medium error correction:
 *
 * | bytes  | holds                                                                             |
 * | ------ | --------------------------------------------------------------------------------- |
 * | 0      | layout, 1                                                                         |
 * | 1–16   | the ticket's serial number                                                        |
 * | 17–32  | the offer's UUID                                                                  |
 * | 33–36  | valid from, seconds since 1970, big-endian                                        |
 * | 37–40  | valid until, likewise; the first second in which it is not                        |
 * | 41–42  | uses at the outset, big-endian; 0 is unlimited                                    |
 * | 43     | how many the ticket admits                                                        |
 * | 44–46  | key id: the first three bytes of the SHA-256 of the raw public key                |
 * | 47–110 | Ed25519 signature (RFC 8032) over bytes 0–46 with the four characters `J1.\0` before them |
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

export const barcodePrefix = "J1.";
const layout = 1;
const payloadBytes = 47;
const keyIdAt = 44;
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
  bytes.writeUInt8(layout, 0);
  serial.copy(bytes, 1);
  bytes.write(payload.offerId.replaceAll("-", ""), 17, "hex");
  bytes.writeUInt32BE(secondsOf(payload.validFrom), 33);
  bytes.writeUInt32BE(secondsOf(payload.validUntil), 37);
  bytes.writeUInt16BE(payload.uses ?? 0, 41);
  bytes.writeUInt8(payload.admits, 43);
  bytes.set(keyId, keyIdAt);
  return bytes;
}

/** Decodes a payload, without its signature; undefined for another length or layout. */
export function decodeBarcodePayload(bytes: Buffer): BarcodePayload | undefined {
  if (bytes.length !== payloadBytes || bytes[0] !== layout) return undefined;
  const hex = bytes.toString("hex", 17, 33);
  return {
    serialNumber: bytes.toString("base64url", 1, 17),
    offerId: hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5"),
    validFrom: new Date(bytes.readUInt32BE(33) * 1000),
    validUntil: new Date(bytes.readUInt32BE(37) * 1000),
    uses: bytes.readUInt16BE(41) || null,
    admits: bytes.readUInt8(43),
  };
}

/** The signed bytes, with a prefix, so that no other text signed with the key passes as a barcode. */
export function signedBarcodeBytes(payload: Buffer): Buffer {
  return Buffer.concat([Buffer.from(`${barcodePrefix}\0`), payload]);
}

export function writeBarcode(payload: Buffer, signature: Buffer): string {
  return barcodePrefix + Buffer.concat([payload, signature]).toString("base64url");
}

/** Parses a barcode's text; undefined unless it is exactly as `writeBarcode` writes it. */
export function readBarcode(
  text: string,
): { payload: Buffer; keyId: Buffer; signature: Buffer } | undefined {
  const bytes = Buffer.from(text.slice(barcodePrefix.length), "base64url");
  if (bytes.length !== payloadBytes + signatureBytes) return undefined;
  const payload = bytes.subarray(0, payloadBytes);
  const signature = bytes.subarray(payloadBytes);
  if (writeBarcode(payload, signature) !== text) return undefined;
  return { payload, keyId: payload.subarray(keyIdAt), signature };
}
