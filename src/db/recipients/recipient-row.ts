import type { Recipient } from "../../domain/recipients/recipient.ts";
import type { KeyRing } from "../../key-ring.ts";

/** A stored recipient: reference, label and contact are ciphertext. */
export interface RecipientRow extends Omit<
  Recipient,
  "reference" | "label" | "phone" | "email" | "householdId"
> {
  householdId: string | null;
  referenceSealed: Buffer;
  labelSealed: Buffer | null;
  contactSealed: Buffer | null;
}

export const columns = `recipients.id, recipients.municipality_number as municipality,
  recipients.household_id, recipients.reference_sealed, recipients.label_sealed,
  recipients.contact_sealed, recipients.birth_year, recipients.language, recipients.delivery,
  recipients.protected_address, recipients.created_at`;

/** How to reach a recipient; encrypted as one text. */
export interface Contact {
  phone?: string | undefined;
  email?: string | undefined;
}

export function decrypted(keyRing: KeyRing, row: RecipientRow): Recipient {
  const contact = row.contactSealed
    ? (JSON.parse(keyRing.decrypt("contact", row.contactSealed)) as Contact)
    : {};
  return {
    id: row.id,
    municipality: row.municipality,
    reference: keyRing.decrypt("reference", row.referenceSealed),
    ...(row.householdId !== null && { householdId: row.householdId }),
    ...(row.labelSealed && { label: keyRing.decrypt("contact", row.labelSealed) }),
    birthYear: row.birthYear,
    language: row.language,
    ...contact,
    delivery: row.delivery,
    protectedAddress: row.protectedAddress,
    createdAt: row.createdAt,
  };
}
