import { revealingErrors } from "../../../domain/deny-list.ts";
import { offerBody } from "../../../domain/offers/offer-input.ts";
import { withOneRefund } from "../../../domain/offers/refund-input.ts";

/** The request body of a new offer. */
export const newOffer = withOneRefund(offerBody).meta({ id: "OfferBody" });

export const revealingText = {
  detail: "A text tells more than a ticket may.",
  errors: revealingErrors("title.nb", "Gratis dagskort"),
};

export const externalIdTaken = {
  detail: "Another offer of yours has this externalId.",
  errors: [{ path: "externalId", code: "taken", message: "must be unique among your offers" }],
};

/** Why a change of an offer is refused. */
export const changeProblems = {
  illegal_state: {
    detail:
      "Once approved, only quota, texts, refund, place, a later end, more sessions and the time of an event can change.",
    errors: [{ path: "ageTo", code: "frozen", message: "cannot change once approved" }],
  },
  quota_below_allocated: {
    detail: "61 tickets are out, so the quota can be lowered to 61 but not below.",
    errors: [{ path: "quota", code: "quota_below_allocated", message: "must be at least 61" }],
    extra: { lowestPossible: 61 },
  },
  revealing_text: revealingText,
  conflict: externalIdTaken,
  precondition_failed: {
    detail: "It was changed after you read it, and nothing was changed now; read it again.",
    extra: { changed: [{ path: "quota", current: 44 }] },
  },
};
