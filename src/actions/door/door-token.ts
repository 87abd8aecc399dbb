import { createHash, randomBytes } from "node:crypto";

/** A scanner's secret, 256 random bits. */
export function createDoorToken(): string {
  return randomBytes(32).toString("base64url");
}

/** The stored hash of the token. */
export function hashDoorToken(token: string): Buffer {
  return createHash("sha256").update(token).digest();
}
