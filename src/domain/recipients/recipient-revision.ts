import { createHash } from "node:crypto";
import { stringify as canonicalJson } from "safe-stable-stringify";
import type { Recipient } from "./recipient.ts";

/** Returns a hash of all that is stored of a recipient. */
export function recipientRevision(recipient: Recipient): string {
  return createHash("sha256")
    .update(canonicalJson(recipient))
    .digest()
    .toString("base64url", 0, 12);
}
