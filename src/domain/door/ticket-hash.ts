import { createHash } from "node:crypto";

/**
 * The id of a ticket in a scanner's manifest: the first 8 bytes of the SHA-256 of the scanner's salt and
 * the serial number's text. The number has 128 random bits, so a manifest reveals none, and the manifests
 * of two scanners cannot be joined.
 */
export function ticketHash(salt: Buffer, serialNumber: string): Buffer {
  return createHash("sha256").update(salt).update(serialNumber).digest().subarray(0, 8);
}
