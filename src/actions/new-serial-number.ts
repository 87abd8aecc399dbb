import { randomBytes } from "node:crypto";

/** A new ticket's serial number: 128 random bits. */
export const newSerialNumber = (): string => randomBytes(16).toString("base64url");
