import type { ImportDifference } from "./import-merge.ts";
import type { Guardian } from "./message-contact.ts";

const guardianOf: { [M in ImportDifference["member"]]?: Guardian } = {
  phone: 1,
  email: 1,
  secondPhone: 2,
  secondEmail: 2,
};

export interface OutdatedContacts {
  contacts: Map<Guardian, string[]>;
  /** Whether the address becomes protected. */
  isProtected: boolean;
}

/**
 * The guardians whose claim link ends by the changes of a recipient, each with the phone numbers and e-mail addresses
 * that are taken away: they have the link. A guardian who gets messages from now on, or elsewhere, has none: the link
 * may have been handed to another, and would show siblings from now on. An address that becomes protected, or is no
 * longer, ends the links of both guardians.
 */
export function outdatedContacts(differences: readonly ImportDifference[]): OutdatedContacts {
  const contacts = new Map<Guardian, string[]>();
  const add = (guardian: Guardian, ...taken: string[]) =>
    contacts.set(guardian, [...(contacts.get(guardian) ?? []), ...taken]);
  for (const { member, from, to } of differences) {
    const guardian = guardianOf[member];
    if (member === "protectedAddress") [1, 2].forEach((each) => add(each as Guardian));
    else if (member === "delivery" && (to === "sms" || to === "email")) add(1);
    else if (guardian && typeof from === "string") add(guardian, from);
    else if (guardian === 2) add(2);
  }
  const isProtected = differences.some(
    ({ member, to }) => member === "protectedAddress" && to === true,
  );
  return { contacts, isProtected };
}

/** Whether the changes of a recipient end a claim link; a second guardian who is added has had none yet. */
export function endsClaimLink(differences: readonly ImportDifference[]): boolean {
  const { contacts } = outdatedContacts(differences);
  return contacts.has(1) || (contacts.get(2) ?? []).length > 0;
}
