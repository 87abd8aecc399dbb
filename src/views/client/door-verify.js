import { fromBase32 } from "../../domain/passes/base32.ts";
import { barcodeReadings } from "../../domain/passes/barcode-readings.ts";
import { base64url, hex } from "./door-bytes.js";
import { isSigned } from "./door-ed25519.js";
/** @import { Key } from "./door-manifest.js" */

/** @typedef {{ serialNumber: string, offerId: string, admits: number }} Ticket */

const payloadBytes = 46;
const keyIdAt = 43;
/** Signed before the payload: `J2` and a zero byte. */
const prefix = [0x4a, 0x32, 0];

/**
 * Returns the ticket that one of the keys has signed; undefined for any other text.
 * src/domain/passes/barcode.ts has the layout.
 * @param {string} text
 * @param {Key[]} keys
 * @returns {Promise<Ticket | undefined>}
 */
export async function verifyBarcode(text, keys) {
  for (const reading of barcodeReadings(text)) {
    // The payload and its signature, 110 bytes.
    const bytes = fromBase32(reading.slice("J2".length)) ?? new Uint8Array();
    const payload = bytes.subarray(0, payloadBytes);
    const id = hex(payload.subarray(keyIdAt));
    const message = Uint8Array.from([...prefix, ...payload]);
    const signature = bytes.slice(payloadBytes);
    for (const { kid, x } of keys) {
      if (kid !== id || !(await isSigned(x, signature, message))) continue;
      const uuid = hex(payload.subarray(16, 32));
      return {
        serialNumber: base64url(payload.subarray(0, 16)),
        offerId: uuid.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5"),
        admits: payload[42] ?? 1,
      };
    }
  }
  return undefined;
}
