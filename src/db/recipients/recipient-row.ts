import type { Recipient } from "../../domain/recipients/recipient.ts";
import type { KeyRing } from "../../key-ring.ts";
import { isProtected, protection, type ProtectionRow } from "./protected-address.ts";

/** A stored recipient: reference, label and contact are ciphertext. */
export interface RecipientRow
  extends
    Omit<Recipient, "reference" | "label" | keyof Contact | "householdId" | "protectedAddress">,
    ProtectionRow {
  householdId: string | null;
  referenceSealed: Buffer;
  labelSealed: Buffer | null;
  contactSealed: Buffer | null;
}

export const columns = `recipients.id, recipients.municipality_number as municipality,
  recipients.household_id, recipients.reference_sealed, recipients.label_sealed,
  recipients.contact_sealed, recipients.birth_year, recipients.language, recipients.delivery,
  recipients.created_at, ${protection}`;

/** How to reach a recipient; encrypted as one text. */
export interface Contact {
  phone?: string | undefined;
  email?: string | undefined;
  secondPhone?: string | undefined;
  secondEmail?: string | undefined;
}

export function decrypted(keyRing: KeyRing, row: RecipientRow): Recipient {
  const opened = (column: "contact_sealed" | "reference_sealed" | "label_sealed", sealed: Buffer) =>
    keyRing.decrypt({ column: `recipients.${column}`, row: row.id }, sealed);
  const contact = row.contactSealed
    ? (JSON.parse(opened("contact_sealed", row.contactSealed)) as Contact)
    : {};
  return {
    id: row.id,
    municipality: row.municipality,
    reference: opened("reference_sealed", row.referenceSealed),
    ...(row.householdId !== null && { householdId: row.householdId }),
    ...(row.labelSealed && { label: opened("label_sealed", row.labelSealed) }),
    birthYear: row.birthYear,
    language: row.language,
    ...contact,
    delivery: row.delivery,
    protectedAddress: isProtected(keyRing, row.id, row),
    createdAt: row.createdAt,
  };
}
