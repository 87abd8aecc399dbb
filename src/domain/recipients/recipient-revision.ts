import { revisionOf } from "../revision.ts";
import type { Recipient } from "./recipient.ts";

/** What NAV reads and changes of a recipient. */
export function revisedRecipient(recipient: Recipient): Record<string, unknown> {
  const { reference, label, birthYear, municipality, language, householdId } = recipient;
  const { delivery, phone, email, secondPhone, secondEmail, protectedAddress } = recipient;
  const known = { reference, label, birthYear, municipality, language, householdId };
  return { ...known, delivery, phone, email, secondPhone, secondEmail, protectedAddress };
}

/** Returns a hash of what NAV reads and changes of a recipient. */
export const recipientRevision = (recipient: Recipient): string =>
  revisionOf(revisedRecipient(recipient));
