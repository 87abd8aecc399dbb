import { createHash } from "node:crypto";
import { stringify as canonicalJson } from "safe-stable-stringify";
import { termsIn } from "./offer-terms.ts";
import type { Offer } from "./offer.ts";

/** Returns a hash of what the culture office reviews: the terms, a pending change, and the version of the template. */
export function offerRevision(offer: Offer): string {
  const reviewed = {
    terms: termsIn(offer),
    templateVersion: offer.templateVersion,
    pending: offer.pendingChange?.terms,
  };
  return createHash("sha256").update(canonicalJson(reviewed)).digest().toString("base64url", 0, 12);
}
