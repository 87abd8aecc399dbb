import { z } from "zod";
import type { RecipientChange } from "../../actions/recipients/update-recipient.ts";
import type { RecipientInput } from "../../domain/recipients/recipient-input.ts";
import type { AppError } from "../../errors.ts";
import type { RecipientFormValues } from "../../views/nav/recipient-form-page.tsx";
import type { StaffTexts } from "../../views/texts/staff-texts.ts";

const text = z.string().trim().catch("");
export const recipientForm = z.object({
  reference: text,
  label: text,
  household: text,
  birthYear: text,
  municipality: text,
  language: text,
  delivery: text,
  phone: text,
  email: text,
  protectedAddress: z
    .string()
    .optional()
    .transform((ticked) => ticked !== undefined),
});

export const emptyRecipientForm: RecipientFormValues = {
  reference: "",
  label: "",
  household: "",
  birthYear: "",
  municipality: "",
  language: "nb",
  delivery: "sms",
  phone: "",
  email: "",
  protectedAddress: false,
};

const shownShape = recipientForm.extend({ protectedAddress: z.boolean() });

/** What the form showed when it was opened, as it comes back with it. */
export function shownForm(body: unknown): RecipientFormValues {
  const { shown } = z.object({ shown: z.string().catch("{}") }).parse(body);
  try {
    return shownShape.parse(JSON.parse(shown));
  } catch {
    return emptyRecipientForm;
  }
}

/** What cannot be a year stays as it was typed, and is refused by the action. */
const yearOf = (text: string) => (/^\d{4}$/.test(text) ? Number(text) : text);

/** Empty fields are left out; what the fields hold is checked by the action, as for the API. */
export function inputOf({
  birthYear,
  protectedAddress,
  ...texts
}: RecipientFormValues): RecipientInput {
  const filled = Object.entries(texts).filter(([, value]) => value !== "");
  return {
    ...Object.fromEntries(filled),
    ...(birthYear !== "" && { birthYear: yearOf(birthYear) }),
    protectedAddress,
  } as RecipientInput;
}

const changeable = [
  "label",
  "birthYear",
  "municipality",
  "language",
  "delivery",
  "phone",
  "email",
  "protectedAddress",
] as const;

/**
 * What the officer changed of what the form showed: the rest may have been changed by another since.
 * What was emptied is taken away; the household cannot be shown, so an empty field keeps it.
 */
export function changesOf(
  values: RecipientFormValues,
  shown: RecipientFormValues,
): RecipientChange {
  const changed = changeable
    .filter((name) => values[name] !== shown[name])
    .map((name) => {
      const value = name === "birthYear" ? yearOf(values[name]) : values[name];
      return [name, value === "" && name !== "birthYear" ? null : value];
    });
  return {
    ...Object.fromEntries(changed),
    ...(values.household !== "" && { household: values.household }),
  } as RecipientChange;
}

/** The form's faults by field, in words for people. */
export function faultsOf(error: AppError, { faults }: StaffTexts): Map<string, string> {
  if (error.errors.length === 0) return new Map([["municipality", faults.municipality]]);
  return new Map(
    error.errors.map(({ path }) => [
      path,
      path in faults ? String(faults[path as keyof typeof faults]) : faults.other,
    ]),
  );
}
