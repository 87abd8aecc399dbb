import { findRevealingWords } from "../deny-list.ts";
import { guardianAt, guardianContact, type Guardian } from "./message-contact.ts";
import type { Recipient } from "./recipient.ts";

/** A recipient of a household, and whether its label was written for the family to read, too. */
export interface HouseholdMember {
  recipient: Recipient;
  isLabelShown: boolean;
}

/** A child on a guardian's claim link. */
export interface ShownChild {
  id: string;
  /** Which of the child's guardians the link's is. */
  guardian: Guardian;
  /** By which the guardian tells it from the others; undefined: by its number. */
  label?: string | undefined;
}

/**
 * The label, where the family may read it: it was written since families read labels, is not the reference, and tells
 * no more than a ticket may.
 */
function labelOf({ recipient: { label, reference }, isLabelShown }: HouseholdMember) {
  if (!isLabelShown || label === undefined || label === reference) return undefined;
  return findRevealingWords(label).length > 0 ? undefined : label;
}

/**
 * The children that a guardian's claim link shows: those of the household who are reached by the same phone number or
 * e-mail address; the recipient alone where the guardian gets no messages, as for a protected address. `household`:
 * the recipient and the others of its household and municipality.
 */
export function shownChildren(
  recipientId: string,
  guardian: Guardian,
  household: readonly HouseholdMember[],
): ShownChild[] {
  const own = household.find(({ recipient }) => recipient.id === recipientId);
  const contact = own && guardianContact(own.recipient, guardian);
  if (!contact) return [{ id: recipientId, guardian }];
  return household.flatMap((member) => {
    const { id } = member.recipient;
    const reached = id === recipientId ? guardian : guardianAt(member.recipient, contact.to);
    return reached ? [{ id, guardian: reached, label: labelOf(member) }] : [];
  });
}
