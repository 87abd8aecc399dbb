import { householdMembers } from "../../db/recipients/household-members.ts";
import { findRecipient, lockRecipients } from "../../db/recipients/recipients.ts";
import {
  insertReminderMessage,
  takeReminders,
  type DueReminder,
} from "../../db/recipients/reminders.ts";
import { afterQuietHours } from "../../domain/recipients/quiet-hours.ts";
import { messageContact } from "../../domain/recipients/message-contact.ts";
import { toldTogether } from "../../domain/recipients/told-together.ts";
import type { KeyRing } from "../../key-ring.ts";
import type { Deps } from "../deps.ts";
import type { UnitOfWork } from "../unit-of-work.ts";

/** A ticket is reminded of once in a day: when the last reminder of it may have been written. */
export const aDayBefore = (at: Date) => new Date(at.getTime() - 24 * 60 * 60_000);

/**
 * Writes one message for all tickets among the due ones whose holders are told together, or at the same contact; none
 * for reminders that are written already. They leave after the quiet hours. Returns how many messages it wrote.
 */
export async function writeReminders(
  { trx, afterCommit }: UnitOfWork,
  { clock, enqueue, keyRing }: Pick<Deps, "clock" | "enqueue" | "keyRing">,
  due: readonly DueReminder[],
): Promise<number> {
  const at = clock.now();
  const ids = [...new Set(due.map(({ recipientId }) => recipientId))];
  await lockRecipients(trx, ids);
  const groups = new Map<string, string>();
  for (const id of ids) {
    const group = await toldWith(trx, keyRing, id);
    if (group) groups.set(id, group);
  }
  const reachable = due.filter(({ recipientId }) => groups.has(recipientId));
  const taken = await takeReminders(trx, reachable, { at, remindedBefore: aDayBefore(at) });
  const messages = new Map<string, DueReminder[]>();
  for (const reminder of taken) {
    const group = groups.get(reminder.recipientId) ?? "";
    messages.set(group, [...(messages.get(group) ?? []), reminder]);
  }
  const leavesAt = afterQuietHours(at);
  const told: string[] = [];
  for (const reminders of messages.values()) {
    const recipientId = reminders.map((each) => each.recipientId).sort()[0] ?? "";
    await insertReminderMessage(trx, { recipientId, at, leavesAt, reminders });
    told.push(recipientId);
  }
  const jobs = told.map((recipientId) => ({ recipientId }));
  if (leavesAt <= at) afterCommit(() => enqueue("notify-recipient", jobs));
  return told.length;
}

/**
 * The first guardians' contacts of the children who are told together with the recipient: the same for all whom one
 * message reminds. Undefined when the recipient gets no messages.
 */
async function toldWith(
  trx: UnitOfWork["trx"],
  keyRing: KeyRing,
  recipientId: string,
): Promise<string | undefined> {
  const recipient = await findRecipient(trx, keyRing, recipientId);
  const contact = recipient && messageContact(recipient);
  if (!contact || recipient.householdId === undefined) return contact?.to;
  const household = await householdMembers(trx, keyRing, recipientId);
  const { recipientIds } = toldTogether(recipientId, household);
  const members = household.filter((member) => recipientIds.includes(member.recipient.id));
  const contacts = members.map((member) => messageContact(member.recipient)?.to ?? "");
  return [...new Set(contacts)].sort().join(" ");
}
