import type { FieldError } from "../../errors.ts";
import { offerTermNames, offerTerms, type OfferTerms } from "./offer.ts";
import { changedCodeMembers } from "../codes/own-codes-input.ts";
import { memberOf } from "./term-faults.ts";
import { isSameTerm } from "./offer-terms.ts";

/**
 * Finds changes that an approved offer never takes. The end of the validity may become later, since no holder loses
 * by that. An event and sessions may move, and the validity with them; alone, the validity of an event's tickets
 * stays.
 */
export function findFrozenChanges(before: OfferTerms, after: OfferTerms): FieldError[] {
  const fault = (path: string, message = "cannot change once approved") => ({
    path,
    code: "frozen",
    message,
  });
  return offerTermNames.flatMap((term): FieldError[] => {
    if (term === "ownCodes") {
      return changedCodeMembers(before.ownCodes, after.ownCodes).map((member) => fault(member));
    }
    switch (offerTerms[term].whileRunning) {
      case "free":
      case "review":
      case "quota":
      case "hours":
        return [];
      case "frozen":
        return isSameTerm(before[term], after[term]) ? [] : [fault(memberOf(term))];
      case "notice":
        return term === "place" || (before[term] === undefined) === (after[term] === undefined)
          ? []
          : [fault(term)];
      case "later end": {
        const [old, changed] = [before.validity, after.validity];
        if (before.event) {
          const alone = isSameTerm(before.event, after.event) && !isSameTerm(old, changed);
          return alone ? [fault("validUntil", "can only change together with the event")] : [];
        }
        if (before.sessions && !isSameTerm(before.sessions, after.sessions)) return [];
        return [
          ...(isSameTerm(old.from, changed.from) ? [] : [fault("validFrom")]),
          ...(changed.until < old.until
            ? [fault("validUntil", "can only be moved to a later time")]
            : []),
        ];
      }
    }
  });
}
