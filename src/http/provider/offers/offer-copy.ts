import type { Offer } from "../../../domain/offers/offer.ts";
import type { OfferFormValues } from "../../../views/provider/offer-form-values.ts";
import {
  startingTemplate,
  type StartingTemplate,
} from "../../../domain/offers/starting-template.ts";
import { formOfOffer } from "./offer-form-values.ts";
import { sessionValues } from "./offer-when-form.ts";

/**
 * Values of the form for a new offer like an earlier one. An event, dates, of which the first gives the hours, and a
 * validity that is over need new days. In the place of a look that is archived stands the provider's
 * newest that suits.
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
  const style = templates.find(({ id }) => id === offer.templateId)?.style;
  const templateId = isThere
    ? offer.templateId
    : (startingTemplate(current, { category: offer.category, style })?.id ?? "");
  const values = { ...formOfOffer(offer), copyOf: offer.id, templateId, revision: "" };
  if (offer.event) return { ...values, "event.date": "", "event.endDate": "" };
  if (offer.sessions) {
    return { ...values, ...sessionValues(offer.sessions.slice(0, 1)), sessionDate: [""] };
  }
  if (offer.validity.until > now) return values;
  const days = { validFrom: "", validUntil: "", easter: [], closedFrom: [], closedUntil: [] };
  return { ...values, ...days };
}
