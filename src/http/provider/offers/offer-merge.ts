import type { AppError } from "../../../errors.ts";
import { offerBody } from "../../../domain/offers/offer-input.ts";
import { termsOf } from "../../../domain/offers/offer-terms.ts";
import type { Offer, OfferTerms } from "../../../domain/offers/offer.ts";
import type { OfferFormValues } from "../../../views/provider/offer-form-values.ts";
import type { StaffLanguage } from "../../../views/texts/staff-texts.ts";
import type { OthersChange } from "../../../views/ui/others-changes.tsx";
import { differingTerms } from "../../../views/ui/readable-terms.ts";
import { labelOfField } from "./offer-field-label.ts";
import { mergeForm, shownForm } from "../../pages/merge-form.ts";
import type { FormState } from "../../pages/page-router.ts";
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
  ["hoursOpens", "hoursCloses", "dayOpens", "dayCloses", "dayClosed"],
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
  const json = shownForm(form.values.shown);
  // What was touched is not known, then: all stands as typed.
  if (!json) return { ...form, values: { ...form.values, revision: now.revision } };
  const shown = offerForm.parse({ ...now, ...json, revision: now.revision });
  const own = ["textReason", "activity", "copyOf", "shown"] as const;
  const rest = Object.fromEntries(own.map((name) => [name, now[name]]));
  const { values, changed, both } = mergeForm(
    { shown: { ...shown, ...rest }, typed: { ...form.values, ...rest }, now },
    groups,
  );
  const { textReason, activity, copyOf } = form.values;
  const kept = { textReason, activity, copyOf, revision: now.revision, shown: shownOf(now) };
  return {
    ...form,
    values: { ...values, ...kept },
    others(language, municipalities) {
      const labelsOf = (fields: readonly (keyof OfferFormValues)[]) =>
        new Set(fields.flatMap((field) => labelOfField(field, language)));
      const [before, after] = [shown, now].map(termsOfForm);
      const readable =
        before && after ? differingTerms(before, after, { language, municipalities }) : [];
      const named = new Set(readable.map(({ label }) => label));
      const others = [...labelsOf(changed)].filter((label) => !named.has(label));
      const bothLabels = labelsOf(both);
      return [...readable, ...others.map((label) => ({ label }))].map((each) => ({
        ...each,
        isBoth: bothLabels.has(each.label),
      }));
    },
  };
}

const isLate = (error: AppError | undefined) => error?.code === "precondition_failed";

function termsOfForm(values: OfferFormValues): OfferTerms | undefined {
  const { success, data } = offerBody.safeParse(bodyOfForm(values));
  return success ? termsOf(data) : undefined;
}
