import { guardianContact, type Guardian, type MessageContact } from "./message-contact.ts";
import type { HouseholdMember } from "./shown-children.ts";

/** A contact, and one child with the guardian of it who is reached there. */
export interface ReachedContact extends MessageContact {
  recipientId: string;
  guardian: Guardian;
}

/** Children of whom one message tells each contact. */
export interface ToldTogether {
  recipientIds: string[];
  /** Each contact once; the first guardian's of the recipient who was asked for comes first. */
  contacts: ReachedContact[];
}

/**
 * Whom one message of an allocation tells of: the recipient, and those of the household who share a contact with it, or
 * with one of these. So parents who are each the first guardian of one child and the second of another get one message
 * each. Another child than the recipient brings one contact at most: it shares the other. None where the recipient gets
 * no messages.
 */
export function toldTogether(
  recipientId: string,
  household: readonly HouseholdMember[],
): ToldTogether {
  const contacts = new Map<string, ReachedContact>();
  const left = new Map(household.map(({ recipient }) => [recipient.id, recipient] as const));
  const recipientIds: string[] = [];
  const take = (id: string) => {
    const recipient = left.get(id);
    if (!recipient) return;
    left.delete(id);
    recipientIds.push(id);
    for (const guardian of [1, 2] as const) {
      const contact = guardianContact(recipient, guardian);
      if (!contact || contacts.has(contact.to)) continue;
      contacts.set(contact.to, { ...contact, recipientId: id, guardian });
    }
  };
  take(recipientId);
  const sharing = () =>
    [...left.values()].find((each) =>
      ([1, 2] as const).some((guardian) => contacts.has(guardianContact(each, guardian)?.to ?? "")),
    );
  for (let next = sharing(); next; next = sharing()) take(next.id);
  return { recipientIds, contacts: [...contacts.values()] };
}
