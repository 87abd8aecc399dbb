import { createHash, randomBytes } from "node:crypto";

/** A scanner's secret, 256 random bits. */
export function createDoorToken(): string {
  return randomBytes(32).toString("base64url");
}

/** The salt of a scanner's manifest, 16 bytes: one of its own, and known without another column. */
export function manifestSalt(tokenHash: Buffer): Buffer {
  return createHash("sha256").update("door manifest\0").update(tokenHash).digest().subarray(0, 16);
}

/** The stored hash of the token. */
export function hashDoorToken(token: string): Buffer {
  return createHash("sha256").update(token).digest();
}
