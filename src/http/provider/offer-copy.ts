import type { Offer } from "../../domain/offers/offer.ts";
import type { OfferFormValues } from "../../views/provider/offer-form-values.ts";
import { formOfOffer } from "./offer-form.ts";

/** Values of the form for a new offer like an earlier one: an event, and a validity that is over, need new days. */
export function copyOfOffer(offer: Offer, now: Date): OfferFormValues {
  const values = { ...formOfOffer(offer), revision: "" };
  if (offer.event) return { ...values, "event.date": "", "event.endDate": "" };
  if (offer.validity.until > now) return values;
  const days = { validFrom: "", validUntil: "", easter: [], closedFrom: [], closedUntil: [] };
  return { ...values, ...days };
}
