import type { AppError } from "../../errors.ts";
import { offerBody } from "../../domain/offers/offer-input.ts";
import { termsOf } from "../../domain/offers/offer-terms.ts";
import type { Offer, OfferTerms } from "../../domain/offers/offer.ts";
import type { OfferFormValues } from "../../views/provider/offer-form-values.ts";
import type { StaffLanguage } from "../../views/texts/staff-texts.ts";
import type { OthersChange } from "../../views/ui/others-changes.tsx";
import { differingTerms } from "../../views/ui/readable-terms.ts";
import { mergeForm, shownForm } from "../pages/merge-form.ts";
import type { FormState } from "../pages/page-router.ts";
import { bodyOfForm } from "./offer-form-body.ts";
import { untouchedForm } from "./offer-form-changes.ts";
import { offerForm } from "./offer-form.ts";
import { ownCodesFields } from "./own-codes-form.ts";

/** The fields that make sense only together. */
const groups: (keyof OfferFormValues)[][] = [
  [
    "whenKind",
    "validFrom",
    "validUntil",
    "event.date",
    "event.doors",
    "event.start",
    "event.end",
    "event.endDate",
    "sessionDate",
    "sessionDoors",
    "sessionStart",
    "sessionEnd",
    "sessionRepeat",
  ],
  ["hoursOpens", "hoursCloses", "dayOpens", "dayCloses"],
  ["closedFrom", "closedUntil"],
  ["usesKind", "uses", "usesPerDay", "validFor", "validForUnit", "parts", "partsBefore"],
  ["refund", "refundPer", "refundCapPerTicket", "refundCap"],
  ["place.name", "place.address"],
  Object.keys(ownCodesFields) as (keyof OfferFormValues)[],
];

/** Names the others' changes, for a reader of the language. */
export type DescribeOthers = (
  language: StaffLanguage,
  municipalities: ReadonlyMap<string, string>,
) => OthersChange[];

/** The form with what it shows hidden in it, to tell later what this person has touched. */
export const withShown = (values: OfferFormValues): OfferFormValues =>
  values.shown === "" && values.revision !== "" ? { ...values, shown: shownOf(values) } : values;

const shownOf = (values: OfferFormValues): string =>
  JSON.stringify({ ...values, shown: "", revision: "" });

/**
 * The form after a conflict: the touched fields as typed, the others with the offer's current values, so that saving
 * it changes the touched ones alone. Any other form is returned unchanged.
 */
export function mergedOfferForm<F extends FormState<OfferFormValues>>(
  form: F,
  offer: Offer,
): F & { others?: DescribeOthers } {
  if (!isLate(form.error)) return form;
  const now = untouchedForm(offer);
  const current = { ...form, values: { ...form.values, revision: now.revision } };
  const json = shownForm(form.values.shown);
  if (!json) return current;
  const shown = offerForm.parse({ ...now, ...json, revision: now.revision });
  const own = ["textReason", "activity", "shown"] as const;
  const rest = Object.fromEntries(own.map((name) => [name, now[name]]));
  const { values, both } = mergeForm(
    { shown: { ...shown, ...rest }, typed: { ...form.values, ...rest }, now },
    groups,
  );
  const { textReason, activity } = form.values;
  const merged = { ...values, textReason, activity, revision: now.revision, shown: shownOf(now) };
  const [before, after, mine] = [shown, now, merged].map(termsOfForm);
  if (!before || !after) return { ...current, values: merged };
  return {
    ...form,
    values: merged,
    others(language, municipalities) {
      const differing = (one: OfferTerms, other: OfferTerms) =>
        differingTerms(one, other, { language, municipalities });
      const own = mine && both.length > 0 ? differing(mine, after) : [];
      const labels = new Set(own.map(({ label }) => label));
      return differing(before, after).map((each) => ({ ...each, isBoth: labels.has(each.label) }));
    },
  };
}

const isLate = (error: AppError | undefined) => error?.code === "precondition_failed";

function termsOfForm(values: OfferFormValues): OfferTerms | undefined {
  const { success, data } = offerBody.safeParse(bodyOfForm(values));
  return success ? termsOf(data) : undefined;
}
