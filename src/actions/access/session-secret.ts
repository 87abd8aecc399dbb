import { createHash, randomBytes } from "node:crypto";

export const createSessionSecret = (): string => randomBytes(32).toString("base64url");

/** The stored hash of a session's secret: 256 random bits need no salt and no stretching. */
export const hashSessionSecret = (secret: string): Buffer =>
  createHash("sha256").update(secret).digest();
