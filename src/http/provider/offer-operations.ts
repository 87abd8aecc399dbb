import { revealingErrors } from "../../domain/deny-list.ts";
import { offerBody } from "../../domain/offers/offer-input.ts";
import { withOneRefund } from "../../domain/offers/refund-input.ts";

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
