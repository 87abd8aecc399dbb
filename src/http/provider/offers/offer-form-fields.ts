import { languages } from "../../../domain/language.ts";
import type { Offer } from "../../../domain/offers/offer.ts";
import type { ValidFor } from "../../../domain/offers/valid-for.ts";
import { dayInOslo } from "../../../domain/period.ts";
import type { OfferFormValues, TextFields } from "../../../views/provider/offer-form-values.ts";

/** The non-empty texts by language; undefined without any. */
export function textsOf(
  values: TextFields,
  name: "title" | "description",
): Record<string, string> | undefined {
  const written = languages.flatMap((language): [string, string][] => {
    const value = values[`${name}.${language}`];
    return value === "" ? [] : [[language, value]];
  });
  return written.length > 0 ? Object.fromEntries(written) : undefined;
}

/** Parses a whole number, also with spaces. Other text is returned unchanged, for validation to refuse. */
export const numberOf = (value: string): unknown => {
  const digits = value.replace(/[\s\u00a0]/g, "");
  return digits === "" ? undefined : /^\d{1,9}$/.test(digits) ? Number(digits) : value;
};

/** Parses an amount in kroner; returns øre. Other text is returned unchanged, for validation to refuse. */
export function oreOf(value: string): unknown {
  const kroner = /^(\d{1,6})(?:[.,](\d{1,2}))?$/.exec(value.replace(/[\s\u00a0]|kr|,-$/g, ""));
  if (value === "") return 0;
  return kroner ? Number(kroner[1]) * 100 + Number((kroner[2] ?? "").padEnd(2, "0")) : value;
}

export const optional = (value: number | undefined) => (value === undefined ? "" : String(value));
export const usesKind = (uses: number | null) =>
  uses === null ? "unlimited" : uses === 1 ? "once" : "times";

/** How often and how long a ticket is used; once where it bears a code of the provider's own. */
export function usesOf(
  values: OfferFormValues,
): Record<"uses" | "usesPerDay" | "validFor", unknown> {
  const { usesKind: kind, uses, usesPerDay, validFor, validForUnit } = values;
  if (kind === "once" || values.codeSource === "provider") {
    return { uses: 1, usesPerDay: null, validFor: null };
  }
  const length = numberOf(validFor);
  return {
    uses: kind === "times" ? numberOf(uses) : null,
    usesPerDay: numberOf(usesPerDay) ?? null,
    validFor: length === undefined ? null : { [validForUnit]: length },
  };
}

export const validForValues = (
  validFor: ValidFor | undefined,
): Pick<OfferFormValues, "validFor" | "validForUnit"> =>
  validFor && "hours" in validFor
    ? { validFor: String(validFor.hours), validForUnit: "hours" }
    : { validFor: optional(validFor?.days), validForUnit: "days" };

export const kroner = (ore: number) =>
  ore % 100 === 0 ? String(ore / 100) : (ore / 100).toFixed(2).replace(".", ",");

/** Last day of an offer's validity, `YYYY-MM-DD`. */
export const lastDayOf = ({ validity }: Pick<Offer, "validity">) =>
  dayInOslo(new Date(validity.until.getTime() - 1));

/** A title and a description in every language, with the same value each. */
export const textsWith = (title: unknown, description: unknown) =>
  Object.fromEntries(
    languages.flatMap((language) => [
      [`title.${language}`, title],
      [`description.${language}`, description],
    ]),
  );

export const textFields = (name: string, texts: object) =>
  Object.fromEntries(
    Object.entries(texts).map(([language, value]) => [`${name}.${language}`, String(value)]),
  );
