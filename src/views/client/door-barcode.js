import { fromBase32 } from "../../domain/passes/base32.ts";
import { barcodeReadings } from "../../domain/passes/barcode-readings.ts";

/**
 * Returns the 110 bytes of one of `barcodeReadings`: the payload and its signature.
 * @param {string} reading
 */
export const payloadOf = (reading) => fromBase32(reading.slice("J2".length)) ?? new Uint8Array();

/**
 * Reads the admissions from a barcode; 1 for any other code.
 * @param {string} text
 */
export function admitsOf(text) {
  const [reading] = barcodeReadings(text);
  return reading === undefined ? 1 : Math.max(payloadOf(reading)[42] ?? 1, 1);
}
