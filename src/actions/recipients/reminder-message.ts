import type { Trx } from "../../db/connect.ts";
import { announcedTickets } from "../../db/recipients/announced-tickets.ts";
import { ensureClaimLink } from "../../db/recipients/claim-links.ts";
import { findRecipient } from "../../db/recipients/recipients.ts";
import { remindedRecipients } from "../../db/recipients/reminders.ts";
import { claimUrl } from "../../domain/recipients/claim-url.ts";
import { messageContact, type MessageContact } from "../../domain/recipients/message-contact.ts";
import { messageText } from "../../domain/recipients/message-text.ts";
import type { Language } from "../../domain/language.ts";
import type { Deps } from "../deps.ts";

/**
 * The text of a reminder to a contact, with the link of each child whose tickets it is about; without children
 * who are reached elsewhere by now. Undefined when no ticket is left to remind of.
 */
export async function reminderMessage(
  trx: Trx,
  { config, keyRing }: Pick<Deps, "config" | "keyRing">,
  message: { id: string; contact: MessageContact; language: Language; at: Date },
): Promise<{ subject: string; text: string } | undefined> {
  const { id: remindedBy, contact, language, at } = message;
  const urls: string[] = [];
  const recipientIds: string[] = [];
  for (const recipientId of await remindedRecipients(trx, remindedBy)) {
    const recipient = await findRecipient(trx, keyRing, recipientId);
    if (!recipient || messageContact(recipient)?.to !== contact.to) continue;
    const own = await announcedTickets(trx, { remindedBy, recipientIds: [recipientId] });
    if (own.length === 0) continue;
    recipientIds.push(recipientId);
    const { token } = await ensureClaimLink(trx, keyRing, recipientId);
    urls.push(claimUrl(config.publicUrl, token));
  }
  const tickets = await announcedTickets(trx, { remindedBy, recipientIds });
  if (tickets.length === 0) return undefined;
  return messageText(tickets, language, { url: urls.join(" "), at, isReminder: true });
}
