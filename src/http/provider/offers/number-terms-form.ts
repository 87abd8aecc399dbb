import type { z } from "zod";
import type { OfferTerms } from "../../../domain/offers/offer.ts";
import type { FieldTerm } from "../../../views/texts/offer-terms-nb.ts";
import { numberOf, optional } from "./offer-form-fields.ts";

/** The terms that are a whole number in a field of the same name; how often a ticket is used depends on its kind. */
type NumberTerm = Exclude<
  { [T in FieldTerm]: NonNullable<OfferTerms[T]> extends number ? T : never }[FieldTerm],
  "uses" | "usesPerDay"
>;

/** Whether the field may be empty. */
const numberTerms: {
  [T in NumberTerm]: undefined extends OfferTerms[T] ? "optional" : "required";
} = {
  quota: "required",
  perRecipient: "required",
  companions: "required",
  claimWithinDays: "optional",
  ageFrom: "required",
  ageTo: "required",
};
const names = Object.keys(numberTerms) as NumberTerm[];

const forEachTerm = <V>(value: (term: NumberTerm) => V) =>
  Object.fromEntries(names.map((term) => [term, value(term)])) as Record<NumberTerm, V>;

/** The fields' schemas, all alike. */
export const numberFields = (text: z.ZodType<string>) => forEachTerm(() => text);

/** The fields' values; empty for a term that is not set. */
export const numberValues = (terms: { [T in NumberTerm]?: OfferTerms[T] | undefined }) =>
  forEachTerm((term) => optional(terms[term]));

/** The members of the request body; an empty optional field removes its term. */
export const numberMembers = (values: Record<NumberTerm, string>): Record<NumberTerm, unknown> =>
  forEachTerm(
    (term) => numberOf(values[term]) ?? (numberTerms[term] === "optional" ? null : undefined),
  );
