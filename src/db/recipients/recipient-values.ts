import type { ParsedRecipient } from "../../domain/recipients/recipient-input.ts";
import type { KeyRing } from "../../key-ring.ts";
import type { Contact } from "./recipient-row.ts";

type RecipientColumn =
  "reference_sealed" | "label_sealed" | "contact_sealed" | "protected_address_sealed";

/** The columns of a recipient that only its input decides, encrypted for the row with the id. */
export function recipientValues(
  keyRing: KeyRing,
  hash: (text: string) => Buffer,
  id: string,
  input: ParsedRecipient,
) {
  const { phone, email, secondPhone, secondEmail } = input.protectedAddress ? {} : input;
  const { label } = input;
  const contact: Contact = { phone, email, secondPhone, secondEmail };
  const isEmpty = Object.values(contact).every((value) => value === undefined);
  const sealed = (column: RecipientColumn, text: string | undefined) =>
    text === undefined ? null : keyRing.encrypt({ column: `recipients.${column}`, row: id }, text);
  return {
    reference_lookup: hash(input.reference),
    reference_sealed: sealed("reference_sealed", input.reference),
    label_sealed: sealed("label_sealed", label),
    contact_sealed: sealed("contact_sealed", isEmpty ? undefined : JSON.stringify(contact)),
    birth_year: input.birthYear,
    language: input.language,
    delivery: input.delivery,
    second_delivery: secondPhone !== undefined ? "sms" : secondEmail !== undefined ? "email" : null,
    protected_address_sealed: sealed(
      "protected_address_sealed",
      input.protectedAddress ? "1" : "0",
    ),
  };
}
