import { createHash } from "node:crypto";

/**
 * A ticket's name in a scanner's list of ended tickets: the first 12 bytes of the SHA-256 of the
 * serial number's text, as base64url. Of 128 random bits, so that the list cannot be read back.
 */
export function ticketHash(serialNumber: string): string {
  return createHash("sha256").update(serialNumber).digest().toString("base64url", 0, 12);
}
