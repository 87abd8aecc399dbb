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
  isProtected: boolean;
}

/**
 * The guardians whose claim link ends by the changes of a recipient, each with the phone numbers and e-mail addresses
 * that are taken away: they have the link. An address that becomes protected ends the links of both guardians.
 */
export function outdatedContacts(differences: readonly ImportDifference[]): OutdatedContacts {
  const isProtected = differences.some(
    ({ member, to }) => member === "protectedAddress" && to === true,
  );
  const contacts = new Map<Guardian, string[]>(
    isProtected
      ? [
          [1, []],
          [2, []],
        ]
      : [],
  );
  for (const { member, from } of differences) {
    const guardian = guardianOf[member];
    if (guardian === undefined || typeof from !== "string") continue;
    contacts.set(guardian, [...(contacts.get(guardian) ?? []), from]);
  }
  return { contacts, isProtected };
}

/** Whether the changes of a recipient end a claim link. */
export const endsClaimLink = (differences: readonly ImportDifference[]): boolean =>
  outdatedContacts(differences).contacts.size > 0;
