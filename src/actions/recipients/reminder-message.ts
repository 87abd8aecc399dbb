import type { Trx } from "../../db/connect.ts";
import { announcedTickets } from "../../db/recipients/announced-tickets.ts";
import { ensureGuardianLink } from "../../db/recipients/guardian-links.ts";
import { findRecipient, lockRecipient } from "../../db/recipients/recipients.ts";
import { remindedRecipients } from "../../db/recipients/reminders.ts";
import type { Language } from "../../domain/language.ts";
import { textFor, type CodedLink } from "../../domain/recipients/code-beside-link.ts";
import { claimUrl } from "../../domain/recipients/claim-url.ts";
import { guardianAt, type MessageContact } from "../../domain/recipients/message-contact.ts";
import { messageText } from "../../domain/recipients/message-text.ts";
import type { Deps } from "../deps.ts";

/**
 * The text of a reminder to a contact: with the one link of the household's children, and that of each other child at
 * the same contact; without children who are reached elsewhere by now. Undefined when no ticket is left to remind of.
 */
export async function reminderMessage(
  trx: Trx,
  { config, keyRing }: Pick<Deps, "config" | "keyRing">,
  message: {
    id: string;
    contact: MessageContact;
    language: Language;
    at: Date;
    /** The children whom the link shows. */
    shownIds: readonly string[];
    link: () => Promise<CodedLink>;
  },
): Promise<{ subject: string; text: string } | undefined> {
  const { id: remindedBy, contact, language, at, shownIds, link } = message;
  const urls = new Set<string>();
  let first: CodedLink | undefined;
  const recipientIds: string[] = [];
  for (const recipientId of await remindedRecipients(trx, remindedBy)) {
    const isShown = shownIds.includes(recipientId);
    // Before the contact is read: a change that comes between would have it get the new link.
    if (!isShown) await lockRecipient(trx, recipientId);
    const other = isShown ? undefined : await findRecipient(trx, keyRing, recipientId);
    const guardian = other && guardianAt(other, contact.to);
    if (!isShown && !guardian) continue;
    const own = await announcedTickets(trx, { remindedBy, recipientIds: [recipientId] });
    if (own.length === 0) continue;
    recipientIds.push(recipientId);
    if (!guardian) {
      first = await link();
      urls.add(first.url);
    } else {
      const { token } = await ensureGuardianLink(trx, keyRing, { recipientId, guardian });
      urls.add(claimUrl(config.publicUrl, token));
    }
  }
  const tickets = await announcedTickets(trx, { remindedBy, recipientIds });
  if (tickets.length === 0) return undefined;
  const url = [...urls].join(" ");
  const { subject, ...written } = messageText(tickets, language, { url, at, isReminder: true });
  // Of several links each has a code: a text message has no room for them.
  const only = urls.size === 1 ? first : undefined;
  return { subject, text: textFor(contact.channel, written, only) };
}
