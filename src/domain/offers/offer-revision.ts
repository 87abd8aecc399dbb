import { createHash } from "node:crypto";
import { stringify as canonicalJson } from "safe-stable-stringify";
import { termsIn } from "./offer-terms.ts";
import type { Offer } from "./offer.ts";

/** A tag of all that is reviewed, terms and template: another one after any change, the same again when it is taken back. */
export function offerRevision(offer: Offer): string {
  const reviewed = { terms: termsIn(offer), templateVersion: offer.templateVersion };
  return createHash("sha256").update(canonicalJson(reviewed)).digest().toString("base64url", 0, 12);
}
