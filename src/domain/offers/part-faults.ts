import type { FieldError } from "../../errors.ts";
import type { OfferTerms } from "./offer.ts";

/** Finds contradictions of an offer's parts, among themselves and with other terms. */
export function partFaults(terms: OfferTerms): FieldError[] {
  const { parts, uses, usesPerDay, validFor, ownCodes } = terms;
  if (!parts) return [];
  const fault = (path: string, message: string): FieldError => ({
    path,
    code: "contradiction",
    message,
  });
  const repeated = (member: "key" | "label", of: (index: number) => string | undefined) =>
    parts.flatMap((_part, index): FieldError[] =>
      parts.findIndex((_other, other) => of(other) === of(index)) < index
        ? [fault(`parts[${index}].${member}`, "must be another one than those before it")]
        : [],
    );
  return [
    ...repeated("key", (index) => parts[index]?.key),
    ...repeated("label", (index) => parts[index]?.label.nb.toLocaleLowerCase("nb")),
    ...(uses === null
      ? [fault("uses", "must be a number with parts, since each part is ticked off so often")]
      : []),
    ...(usesPerDay === undefined
      ? []
      : [fault("usesPerDay", "must be absent with parts, which are not counted by day")]),
    ...(validFor ? [fault("validFor", "must be absent with parts, none of which begins it")] : []),
    ...(ownCodes
      ? [fault("parts", "must be absent for tickets with your own codes, which are used once")]
      : []),
  ];
}
