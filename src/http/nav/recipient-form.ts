import { z } from "zod";
import type { RecipientInput } from "../../domain/recipient-input.ts";
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

/** Empty fields are left out; what the fields hold is checked by the action, as for the API. */
export function inputOf({
  birthYear,
  protectedAddress,
  ...texts
}: RecipientFormValues): RecipientInput {
  const filled = Object.entries(texts).filter(([, value]) => value !== "");
  const year = /^\d{4}$/.test(birthYear) ? Number(birthYear) : birthYear;
  return {
    ...Object.fromEntries(filled),
    ...(birthYear !== "" && { birthYear: year }),
    protectedAddress,
  } as RecipientInput;
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
