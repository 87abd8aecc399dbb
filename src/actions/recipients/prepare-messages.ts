import type { Trx } from "../../db/connect.ts";
import { announcedTickets, isAnnouncing } from "../../db/recipients/announced-tickets.ts";
import { ensureGuardianLink } from "../../db/recipients/guardian-links.ts";
import { deleteMessage } from "../../db/recipients/dropped-messages.ts";
import {
  cancelOwedMessages,
  markMessageSent,
  takeDueMessages,
  type DueMessage,
} from "../../db/recipients/messages.ts";
import { findMovedOffer } from "../../db/recipients/moved-offer.ts";
import { findRecipient } from "../../db/recipients/recipients.ts";
import { postponeReminders } from "../../db/recipients/reminders.ts";
import {
  announceTickets,
  copyMessage,
  hastenAnnouncements,
  messagesToCopy,
  partTickets,
} from "../../db/recipients/ticket-messages.ts";
import { cancellationText } from "../../domain/recipients/cancellation-text.ts";
import { claimUrl } from "../../domain/recipients/claim-url.ts";
import {
  textFor,
  type CodedLink,
  type WrittenMessage,
} from "../../domain/recipients/code-beside-link.ts";
import { guardianContact, type Guardian } from "../../domain/recipients/message-contact.ts";
import { linkText, messageText } from "../../domain/recipients/message-text.ts";
import { moveText } from "../../domain/recipients/move-text.ts";
import { afterQuietHours } from "../../domain/recipients/quiet-hours.ts";
import type { Recipient } from "../../domain/recipients/recipient.ts";
import { shownChildren, type HouseholdMember } from "../../domain/recipients/shown-children.ts";
import { toldTogether } from "../../domain/recipients/told-together.ts";
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
 * The due messages to the guardians of a recipient, and of the siblings who are told together with it, with their
 * current texts. The household is locked until the transaction ends: no contact changes between its reading and
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
  const { recipientIds, contacts } = toldTogether(recipientId, household);
  for (const member of household) {
    if (recipientIds.includes(member.recipient.id)) await cancelOutdated(trx, member.recipient);
  }
  if (contacts.length === 0) return [];

  await partTickets(trx, recipientIds);
  await announceTickets(trx, { recipientIds, at });
  await hastenAnnouncements(trx, { recipientIds, at });
  const leavesAt = afterQuietHours(at);
  if (leavesAt > at) await postponeReminders(trx, { recipientIds, at, until: leavesAt });
  await copyToOthers(trx, { recipientIds, household, at });
  const prepared: PreparedMessage[] = [];
  const told = new Set<string>();
  const heirs = new Map<string, string>();
  for (const taken of await takeDueMessages(trx, recipientIds, at)) {
    const due = { ...taken, aboutId: latest(heirs, taken.aboutId) };
    const message = await prepareMessage(trx, deps, { due, household, at, told });
    if (typeof message === "object") prepared.push(message);
    else if (message === "told") {
      await markMessageSent(trx, { id: due.id, gatewayId: undefined, at });
    } else {
      const heir = await deleteMessage(trx, due.id);
      if (heir !== undefined) heirs.set(due.id, heir);
    }
  }
  return prepared;
}

/** The message that by now tells what the first one told. */
function latest(heirs: ReadonlyMap<string, string>, id: string): string {
  const heir = heirs.get(id);
  return heir === undefined ? id : latest(heirs, heir);
}

async function cancelOutdated(trx: Trx, recipient: Recipient): Promise<void> {
  for (const guardian of [1, 2] as const) {
    const channel = guardianContact(recipient, guardian)?.channel;
    const cancelled = { recipientId: recipient.id, guardian, channel };
    for (const id of await cancelOwedMessages(trx, cancelled)) await deleteMessage(trx, id);
  }
}

/** Copies the messages to the contacts beside their own, each once; what is about one child, to its second guardian alone. */
async function copyToOthers(
  trx: Trx,
  of: { recipientIds: string[]; household: readonly HouseholdMember[]; at: Date },
): Promise<void> {
  const { recipientIds, household, at } = of;
  const contactOf = (id: string, guardian: Guardian) => {
    const found = household.find(({ recipient }) => recipient.id === id);
    return found && guardianContact(found.recipient, guardian)?.to;
  };
  for (const { id, isAboutOne, copies, ...own } of await messagesToCopy(trx, recipientIds)) {
    const { recipientId } = own;
    const has = new Set([own, ...copies].map((to) => contactOf(to.recipientId, to.guardian)));
    const [, ...others] = toldTogether(recipientId, household).contacts;
    const contacts = others.filter(
      (other) => !has.has(other.to) && (!isAboutOne || other.recipientId === recipientId),
    );
    await copyMessage(trx, { id, contacts, at });
  }
}

/** "nothing" when nothing is left to tell, or a link to repeat goes with new tickets; "told" when another message tells the contact. */
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
  const linkTo = `${contact.to} link`;
  if (due.repeats && told.has(linkTo)) return "nothing";
  if (told.has(topic)) return "told";
  told.add(topic);
  const recipientIds = shownIds(recipientId, guardian, household);
  const { language } = recipient;
  const link = async () => {
    const { token, code } = await ensureGuardianLink(trx, keyRing, { recipientId, guardian });
    const url = claimUrl(config.publicUrl, token);
    return { url, code, language };
  };
  const said = { id, attempts, ...contact };
  const say = ({ subject, ...written }: WrittenMessage, own?: CodedLink) => ({
    ...said,
    subject,
    text: textFor(contact.channel, written, own),
  });
  if (ended) return say(cancellationText(ended, language, at));
  if (movedOfferId !== null) {
    const moved = await findMovedOffer(trx, { offerId: movedOfferId, recipientIds });
    if (!moved) return "nothing";
    const own = await link();
    return say(moveText(moved, language, { url: own.url, at }), own);
  }
  if (due.reminds) {
    const asked = { id: aboutId, contact, language, at, shownIds: recipientIds, link };
    const reminder = await reminderMessage(trx, { config, keyRing }, asked);
    return reminder ? { ...said, ...reminder } : "nothing";
  }
  const about = due.repeats ? { all: true as const } : { messageId: aboutId };
  const tickets = await announcedTickets(trx, { recipientIds, ...about });
  if (tickets.length === 0) {
    // Used tickets are live to NAV, which sees whether this message leaves and arrives.
    if (!(await isAnnouncing(trx, { recipientIds, at, ...about }))) return "nothing";
  }
  const own = await link();
  if (!due.repeats) told.add(linkTo);
  const { url } = own;
  return say(
    tickets.length === 0
      ? linkText(language, { url })
      : messageText(tickets, language, { url, at }),
    own,
  );
}

const shownIds = (recipientId: string, guardian: Guardian, household: readonly HouseholdMember[]) =>
  shownChildren(recipientId, guardian, household).map(({ id }) => id);
