import { z } from "zod";
import type { RecipientChange } from "../../actions/recipients/update-recipient.ts";
import type { RecipientInput } from "../../domain/recipients/recipient-input.ts";
import { changeableMembers, type Recipient } from "../../domain/recipients/recipient.ts";
import type { RecipientFormValues } from "../../views/nav/recipient-form-page.tsx";

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
  secondPhone: text,
  secondEmail: text,
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
  secondPhone: "",
  secondEmail: "",
  protectedAddress: false,
};

const shownShape = recipientForm.extend({ protectedAddress: z.boolean() });

function parseShown(json: string): RecipientFormValues {
  try {
    return shownShape.parse(JSON.parse(json));
  } catch {
    return emptyRecipientForm;
  }
}

/** The form of an existing recipient. It carries the values that it showed when it was opened. */
export const recipientEditForm = recipientForm.extend({
  shown: z.string().catch("{}").transform(parseShown),
});

/** The values with which the form of an existing recipient opens. */
export function recipientFormOf(recipient: Recipient): RecipientFormValues {
  const { reference, label, birthYear, municipality, language } = recipient;
  const { delivery, phone, email, secondPhone, secondEmail, protectedAddress } = recipient;
  return {
    reference,
    label: label ?? "",
    household: "",
    birthYear: String(birthYear),
    municipality,
    language,
    delivery,
    phone: phone ?? "",
    email: email ?? "",
    secondPhone: secondPhone ?? "",
    secondEmail: secondEmail ?? "",
    protectedAddress,
  };
}

/** The year as a number; other text is returned unchanged, for the action to refuse. */
const yearOf = (text: string) => (/^\d{4}$/.test(text) ? Number(text) : text);

/** Input of the action, without the empty fields. The action validates it, as for the API. */
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

/**
 * The members whose fields differ from the values with which the form was opened; a concurrent change of
 * another member is kept. An emptied field removes its member, except the household, which the form never
 * shows.
 */
export function changesOf(
  values: RecipientFormValues,
  shown: RecipientFormValues,
): RecipientChange {
  const changed = changeableMembers
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
