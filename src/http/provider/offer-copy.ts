import type { Offer } from "../../domain/offers/offer.ts";
import type { OfferFormValues } from "../../views/provider/offer-form-values.ts";
import { formOfOffer, startingTemplate, type StartingTemplate } from "./offer-form.ts";
import { sessionValues } from "./offer-when-form.ts";

/**
 * Values of the form for a new offer like an earlier one. An event, dates, of which the first gives the hours, and a
 * validity that is over need new days. In the place of a look that is archived stands the provider's newest.
 */
export function copyOfOffer(
  offer: Offer,
  {
    templates,
    now,
  }: { templates: readonly (StartingTemplate & { isArchived: boolean })[]; now: Date },
): OfferFormValues {
  const current = templates.filter(({ isArchived }) => !isArchived);
  const isThere = current.some(({ id }) => id === offer.templateId);
  const templateId = isThere ? offer.templateId : (startingTemplate(current)?.id ?? "");
  const values = { ...formOfOffer(offer), templateId, revision: "" };
  if (offer.event) return { ...values, "event.date": "", "event.endDate": "" };
  if (offer.sessions) {
    return { ...values, ...sessionValues(offer.sessions.slice(0, 1)), sessionDate: [""] };
  }
  if (offer.validity.until > now) return values;
  const days = { validFrom: "", validUntil: "", easter: [], closedFrom: [], closedUntil: [] };
  return { ...values, ...days };
}
