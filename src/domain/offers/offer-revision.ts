import { revisionOf } from "../revision.ts";
import { answeredMembers, isSameTerm, termsIn } from "./offer-terms.ts";
import type { Offer } from "./offer.ts";
import { withPendingTerms } from "./pending-change.ts";

/**
 * What the culture office reviews, as members of the API: the terms, the template's version, what a change makes of
 * them.
 */
export function revisedMembers(offer: Offer): Record<string, unknown> {
  const { templateVersion, pendingChange } = offer;
  const members = answeredMembers(termsIn(offer));
  const wanted = answeredMembers(termsIn(withPendingTerms(offer, pendingChange?.terms)));
  const waiting = Object.entries(wanted).filter(
    ([name, value]) => !isSameTerm(value, members[name]),
  );
  return {
    ...members,
    templateVersion,
    pendingChange: pendingChange && {
      ...Object.fromEntries(waiting),
      templateVersion: pendingChange.templateVersion,
    },
  };
}

/** Returns a hash of what the culture office reviews. */
export function offerRevision(offer: Offer): string {
  const { templateVersion, pendingChange } = offer;
  const { terms: pending, templateVersion: pendingLook } = pendingChange ?? {};
  const whole = { terms: termsIn(offer), templateVersion, pending, pendingLook };
  return revisionOf(revisedMembers(offer), whole);
}
