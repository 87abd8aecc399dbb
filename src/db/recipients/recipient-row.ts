import type { Language } from "../../domain/language.ts";
import type { Delivery, Recipient } from "../../domain/recipients/recipient.ts";
import type { KeyRing } from "../../key-ring.ts";

export interface RecipientRow {
  id: string;
  municipality_number: string;
  household_id: string | null;
  reference_sealed: Buffer;
  label_sealed: Buffer | null;
  contact_sealed: Buffer | null;
  birth_year: number;
  language: Language;
  delivery: Delivery;
  protected_address: boolean;
  created_at: Date;
}

export const columns = [
  "recipients.id",
  "recipients.municipality_number",
  "recipients.household_id",
  "recipients.reference_sealed",
  "recipients.label_sealed",
  "recipients.contact_sealed",
  "recipients.birth_year",
  "recipients.language",
  "recipients.delivery",
  "recipients.protected_address",
  "recipients.created_at",
];

/** How to reach someone; sealed as one text. */
export interface Contact {
  phone?: string | undefined;
  email?: string | undefined;
}

export function decrypted(keyRing: KeyRing, row: RecipientRow): Recipient {
  const contact = row.contact_sealed
    ? (JSON.parse(keyRing.decrypt("contact", row.contact_sealed)) as Contact)
    : {};
  return {
    id: row.id,
    municipality: row.municipality_number,
    reference: keyRing.decrypt("reference", row.reference_sealed),
    ...(row.household_id !== null && { householdId: row.household_id }),
    ...(row.label_sealed && { label: keyRing.decrypt("contact", row.label_sealed) }),
    birthYear: row.birth_year,
    language: row.language,
    ...contact,
    delivery: row.delivery,
    protectedAddress: row.protected_address,
    createdAt: row.created_at,
  };
}
