import { findRecipient, lockRecipients } from "../../db/recipients/recipients.ts";
import {
  insertReminderMessage,
  takeReminders,
  type DueReminder,
} from "../../db/recipients/reminders.ts";
import { afterQuietHours } from "../../domain/recipients/quiet-hours.ts";
import { messageContact, type MessageContact } from "../../domain/recipients/message-contact.ts";
import type { Deps } from "../deps.ts";
import type { UnitOfWork } from "../unit-of-work.ts";

/** A ticket is reminded of once in a day: when the last reminder of it may have been written. */
export const aDayBefore = (at: Date) => new Date(at.getTime() - 24 * 60 * 60_000);

/**
 * Writes one message for each contact, which reminds of all its tickets among the due ones, also those of
 * siblings; none for reminders that are written already. They leave after the quiet hours. Returns how many
 * messages it wrote.
 */
export async function writeReminders(
  { trx, afterCommit }: UnitOfWork,
  { clock, enqueue, keyRing }: Pick<Deps, "clock" | "enqueue" | "keyRing">,
  due: readonly DueReminder[],
): Promise<number> {
  const at = clock.now();
  const ids = [...new Set(due.map(({ recipientId }) => recipientId))];
  await lockRecipients(trx, ids);
  const contacts = new Map<string, MessageContact>();
  for (const id of ids) {
    const recipient = await findRecipient(trx, keyRing, id);
    const contact = recipient && messageContact(recipient);
    if (contact) contacts.set(id, contact);
  }
  const reachable = due.filter(({ recipientId }) => contacts.has(recipientId));
  const taken = await takeReminders(trx, reachable, { at, remindedBefore: aDayBefore(at) });
  const messages = new Map<string, { contact: MessageContact; reminders: DueReminder[] }>();
  for (const reminder of taken) {
    const contact = contacts.get(reminder.recipientId);
    if (!contact) continue;
    const known = messages.get(contact.to)?.reminders ?? [];
    messages.set(contact.to, { contact, reminders: [...known, reminder] });
  }
  const leavesAt = afterQuietHours(at);
  const told: string[] = [];
  for (const { contact, reminders } of messages.values()) {
    const recipientId = reminders.map((each) => each.recipientId).sort()[0] ?? "";
    const { channel } = contact;
    await insertReminderMessage(trx, { recipientId, channel, at, leavesAt, reminders });
    told.push(recipientId);
  }
  const jobs = told.map((recipientId) => ({ recipientId }));
  if (leavesAt <= at) afterCommit(() => enqueue("notify-recipient", jobs));
  return told.length;
}
