import { isDeepStrictEqual } from "node:util";
import { offerRevision } from "../../../domain/offers/offer-revision.ts";
import { isRunning } from "../../../domain/offers/offer-state.ts";
import { termsToChange, withPendingTerms } from "../../../domain/offers/pending-change.ts";
import type { Offer } from "../../../domain/offers/offer.ts";
import { eventAsText } from "../../../domain/offers/sessions.ts";
import type { OfferFormValues } from "../../../views/provider/offer-form-values.ts";
import { bodyOfForm } from "./offer-form-body.ts";
import { offerForm } from "./offer-form.ts";
import { formOfOffer } from "./offer-form-values.ts";

const formWith = (offer: Offer, terms: Offer): OfferFormValues =>
  offerForm.parse({ ...formOfOffer(terms), revision: offerRevision(offer) });

/** The offer's form, with a change that waits, as a browser sends it without a change. */
export const untouchedForm = (offer: Offer): OfferFormValues =>
  formWith(offer, termsToChange(offer));

/** The offer's form with a change that was returned, to be mended. */
export const returnedForm = (offer: Offer): OfferFormValues =>
  formWith(offer, withPendingTerms(offer, offer.pendingChange?.terms));

/**
 * The members that differ from the terms that a change of the offer starts from. Unchanged members are left out, since the
 * form holds less than the API (no hours of a validity, no coordinates of a place). An emptied field
 * becomes an empty text, which validation refuses. The validity of an event's tickets follows the event; that of
 * an approved offer with several dates follows those.
 */
export function changesOfForm(values: OfferFormValues, before: Offer): Record<string, unknown> {
  const untouched: Record<string, unknown> = bodyOfForm(
    offerForm.parse(formOfOffer(termsToChange(before))),
  );
  const keepsValidity =
    (before.event && values.whenKind === "event") ||
    (before.sessions && values.whenKind === "sessions" && isRunning(before.state));
  const changed = Object.entries(bodyOfForm(values)).filter(
    ([name, value]) =>
      !isDeepStrictEqual(value, untouched[name]) &&
      !((name === "validFrom" || name === "validUntil") && keepsValidity),
  );
  return Object.fromEntries(
    changed.map(([name, value]) => {
      if (name === "event") return [name, eventWith(value, untouched[name], before)];
      if (name === "sessions") return [name, sessionsWith(value, untouched[name], before)];
      if (name === "place") return [name, placeWith(value, before)];
      return [name, value === undefined ? "" : value];
    }),
  );
}

/** The event with the offer's exact instants in place of those that were not changed. */
function eventWith(typed: unknown, untouched: unknown, { event }: Offer): unknown {
  if (!event || !isObject(typed) || !isObject(untouched)) return typed;
  const known = Object.entries(event).flatMap(([name, at]: [string, Date | undefined]) =>
    at && typed[name] === untouched[name] ? [[name, at.toISOString()]] : [],
  );
  return { ...typed, ...Object.fromEntries(known) };
}

/** The dates with the offer's exact instants in place of those that were not changed. */
function sessionsWith(typed: unknown, untouched: unknown, { sessions = [] }: Offer): unknown {
  if (!isList(typed) || !isList(untouched)) return typed;
  return typed.map((session) => {
    const known = sessions[untouched.findIndex((other) => isDeepStrictEqual(other, session))];
    return known ? eventAsText(known) : session;
  });
}

/** The place with the offer's coordinates when the address is unchanged, since the form has no map. */
function placeWith(typed: unknown, { place }: Offer): unknown {
  return isObject(typed) && place?.address === typed["address"] ? { ...place, ...typed } : typed;
}

const isList = (value: unknown): value is unknown[] => Array.isArray(value);

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null;
