import { isDeepStrictEqual } from "node:util";
import type { Offer } from "../../domain/offers/offer.ts";
import type { OfferFormValues } from "../../views/provider/offer-form-values.ts";
import { bodyOfForm, formOfOffer, offerForm } from "./offer-form.ts";

/** The offer's form as a browser sends it when nothing was touched. */
export const untouchedForm = (offer: Offer): OfferFormValues => offerForm.parse(formOfOffer(offer));

/**
 * What the form changes about the offer: the members that say something else than the untouched form
 * would. The form says less than the API (a validity's hours, a place's coordinates), so what was not
 * touched has to stay away. What was emptied becomes a text that the check refuses.
 */
export function changesOfForm(values: OfferFormValues, before: Offer): Record<string, unknown> {
  const untouched: Record<string, unknown> = bodyOfForm(untouchedForm(before));
  const changed = Object.entries(bodyOfForm(values)).filter(
    ([name, value]) => !isDeepStrictEqual(value, untouched[name]),
  );
  return Object.fromEntries(
    changed.map(([name, value]) => {
      if (name === "event") return [name, eventWith(value, untouched[name], before)];
      if (name === "place") return [name, placeWith(value, before)];
      return [name, value === undefined ? "" : value];
    }),
  );
}

/** The moments that were typed, and of the others those that were. */
function eventWith(typed: unknown, untouched: unknown, { event }: Offer): unknown {
  if (!event || !isObject(typed) || !isObject(untouched)) return typed;
  const known = Object.entries(event).flatMap(([name, at]: [string, Date | undefined]) =>
    at && typed[name] === untouched[name] ? [[name, at.toISOString()]] : [],
  );
  return { ...typed, ...Object.fromEntries(known) };
}

/** The form has no map: where a place is stays known as long as its address does. */
function placeWith(typed: unknown, { place }: Offer): unknown {
  return isObject(typed) && place?.address === typed["address"] ? { ...place, ...typed } : typed;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null;
