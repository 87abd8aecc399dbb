import { revisionOf } from "../revision.ts";
import { answeredMembers, isSameTerm } from "./offer-terms.ts";
import type { Offer } from "./offer.ts";
import { withPendingTerms } from "./pending-change.ts";

/** What the culture office reviews, as members of the API: the terms, the template's version, what a change makes of them. */
export function revisedMembers(offer: Offer): Record<string, unknown> {
  const { templateVersion, pendingChange } = offer;
  const members = answeredMembers(offer);
  const wanted = answeredMembers(withPendingTerms(offer, pendingChange?.terms));
  const waiting = Object.entries(wanted).filter(
    ([name, value]) => !isSameTerm(value, members[name]),
  );
  return {
    ...members,
    templateVersion,
    pendingChange: pendingChange && Object.fromEntries(waiting),
  };
}

/** Returns a hash of what the culture office reviews. */
export const offerRevision = (offer: Offer): string => revisionOf(revisedMembers(offer));
