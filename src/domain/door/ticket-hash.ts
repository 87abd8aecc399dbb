import { createHash } from "node:crypto";

/**
 * The id of a ticket in a manifest's list of ended tickets: the first 12 bytes of the SHA-256 of the
 * serial number, as base64url. The number has 128 random bits, so the list does not reveal it.
 */
export function ticketHash(serialNumber: string): string {
  return createHash("sha256").update(serialNumber).digest().toString("base64url", 0, 12);
}
