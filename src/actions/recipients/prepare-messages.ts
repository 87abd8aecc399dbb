import type { Trx } from "../../db/connect.ts";
import { announcedTickets, isAnnouncing } from "../../db/recipients/announced-tickets.ts";
import { ensureGuardianLink } from "../../db/recipients/guardian-links.ts";
import {
  cancelMessage,
  cancelOwedMessages,
  findMovedOffer,
  markMessageSent,
  takeDueMessages,
  type DueMessage,
} from "../../db/recipients/messages.ts";
import { findRecipient } from "../../db/recipients/recipients.ts";
import { postponeReminders } from "../../db/recipients/reminders.ts";
import { announceTickets, copyMessages, partTickets } from "../../db/recipients/ticket-messages.ts";
import { cancellationText } from "../../domain/recipients/cancellation-text.ts";
import { claimUrl } from "../../domain/recipients/claim-url.ts";
import { guardianContact, type Guardian } from "../../domain/recipients/message-contact.ts";
import { linkText, messageText } from "../../domain/recipients/message-text.ts";
import { moveText } from "../../domain/recipients/move-text.ts";
import { afterQuietHours } from "../../domain/recipients/quiet-hours.ts";
import type { Recipient } from "../../domain/recipients/recipient.ts";
import { shownChildren, type HouseholdMember } from "../../domain/recipients/shown-children.ts";
import type { Deps, MessageSender } from "../deps.ts";
import { lockHousehold } from "./lock-household.ts";
import { reminderMessage } from "./reminder-message.ts";

type Preparing = Pick<Deps, "config" | "keyRing">;

/** A message with its current text, and how often it was tried. */
export type PreparedMessage = Parameters<MessageSender["send"]>[0] & { attempts: number };

/** What a message is about: the same for a household's children at one contact, who are told it once. */
const topicOf = ({ aboutId, cancelledOfferId, movedOfferId, repeats }: DueMessage) =>
  cancelledOfferId ?? movedOfferId ?? (repeats ? "repeats" : aboutId);

/**
 * The due messages to the guardians of a recipient, and of the siblings whom the first guardian's contact reaches, with
 * their current texts. The household is locked until the transaction ends: no contact changes between its reading and
 * that of the link, which an old contact must not get.
 */
export async function prepareMessages(
  trx: Trx,
  deps: Preparing,
  { recipientId, at }: { recipientId: string; at: Date },
): Promise<PreparedMessage[]> {
  const household = await lockHousehold(trx, deps.keyRing, recipientId);
  const recipient = household.find((member) => member.recipient.id === recipientId)?.recipient;
  if (!recipient) {
    // Removed; or left out of the household, which says that it is not readable here: another process tries it.
    await findRecipient(trx, deps.keyRing, recipientId);
    return [];
  }
  await cancelOutdated(trx, recipient);
  const first = guardianContact(recipient, 1);
  if (!first) return [];
  const reached = household
    .map((member) => member.recipient)
    .filter((member) => guardianContact(member, 1)?.to === first.to);
  for (const sibling of reached) if (sibling.id !== recipientId) await cancelOutdated(trx, sibling);
  const recipientIds = reached.map(({ id }) => id);

  await partTickets(trx, recipientIds);
  await announceTickets(trx, { recipientIds, channel: first.channel, at });
  const leavesAt = afterQuietHours(at);
  if (leavesAt > at) await postponeReminders(trx, { recipientIds, at, until: leavesAt });
  for (const { childIds, channel } of secondGuardians(reached, first.to)) {
    await copyMessages(trx, { recipientIds, childIds, channel, at });
  }
  const prepared: PreparedMessage[] = [];
  const told = new Set<string>();
  const cancelled = new Set<string>();
  for (const due of await takeDueMessages(trx, recipientIds, at)) {
    const message = cancelled.has(due.aboutId)
      ? "nothing"
      : await prepareMessage(trx, deps, { due, household, at, told });
    if (typeof message === "object") prepared.push(message);
    else if (message === "told") {
      await markMessageSent(trx, { id: due.id, gatewayId: undefined, at });
    } else {
      cancelled.add(due.id);
      await cancelMessage(trx, due.id);
    }
  }
  return prepared;
}

async function cancelOutdated(trx: Trx, recipient: Recipient): Promise<void> {
  for (const guardian of [1, 2] as const) {
    const channel = guardianContact(recipient, guardian)?.channel;
    await cancelOwedMessages(trx, { recipientId: recipient.id, guardian, channel });
  }
}

/** The contacts of second guardians that are not the first one's, each with its children. */
function secondGuardians(reached: readonly Recipient[], first: string) {
  const found = new Map<string, { childIds: string[]; channel: "sms" | "email" }>();
  for (const recipient of reached) {
    const contact = guardianContact(recipient, 2);
    if (!contact || contact.to === first) continue;
    const { to, channel } = contact;
    const childIds = [...(found.get(to)?.childIds ?? []), recipient.id];
    found.set(to, { childIds, channel });
  }
  return found.values();
}

/** "nothing" when nothing is left to tell; "told" when another message tells the contact. */
async function prepareMessage(
  trx: Trx,
  { config, keyRing }: Preparing,
  {
    due,
    household,
    at,
    told,
  }: {
    due: DueMessage;
    household: readonly HouseholdMember[];
    at: Date;
    told: Set<string>;
  },
): Promise<PreparedMessage | "nothing" | "told"> {
  const { id, recipientId, guardian, aboutId, attempts, ended, movedOfferId } = due;
  const recipient = household.find((member) => member.recipient.id === recipientId)?.recipient;
  const contact = recipient && guardianContact(recipient, guardian);
  if (!contact) return "nothing";
  const topic = `${contact.to} ${topicOf(due)}`;
  if (told.has(topic)) return "told";
  told.add(topic);
  const recipientIds = shownIds(recipientId, guardian, household);
  const { language } = recipient;
  const link = async () => {
    const { token } = await ensureGuardianLink(trx, keyRing, { recipientId, guardian });
    return claimUrl(config.publicUrl, token);
  };
  const said = { id, attempts, ...contact };
  if (ended) return { ...said, ...cancellationText(ended, language) };
  if (movedOfferId !== null) {
    const moved = await findMovedOffer(trx, { offerId: movedOfferId, recipientIds });
    return !moved ? "nothing" : { ...said, ...moveText(moved, language, await link()) };
  }
  if (due.reminds) {
    const { to } = contact;
    const asked = { id: aboutId, to, language, at, shownIds: recipientIds, link };
    const reminder = await reminderMessage(trx, { config, keyRing }, asked);
    return reminder ? { ...said, ...reminder } : "nothing";
  }
  const about = due.repeats ? { all: true as const } : { messageId: aboutId };
  const tickets = await announcedTickets(trx, { recipientIds, ...about });
  if (tickets.length === 0) {
    // Used tickets are live to NAV, which sees whether this message leaves and arrives.
    const isLive = await isAnnouncing(trx, { recipientIds, at, ...about });
    return isLive ? { ...said, ...linkText(language, { url: await link() }) } : "nothing";
  }
  return { ...said, ...messageText(tickets, language, { url: await link(), at }) };
}

const shownIds = (recipientId: string, guardian: Guardian, household: readonly HouseholdMember[]) =>
  shownChildren(recipientId, guardian, household).map(({ id }) => id);
