import { ensureClaimLink } from "../../db/recipients/claim-links.ts";
import type { Trx } from "../../db/connect.ts";
import { announcedTickets } from "../../db/recipients/announced-tickets.ts";
import { reviveFailedMessages } from "../../db/recipients/failed-messages.ts";
import {
  announceTickets,
  cancelMessage,
  cancelOwedMessages,
  findMovedOffer,
  markMessageFailed,
  markMessageSent,
  takeDueMessages,
} from "../../db/recipients/messages.ts";
import { findRecipient, lockRecipient } from "../../db/recipients/recipients.ts";
import { cancellationText } from "../../domain/recipients/cancellation-text.ts";
import { claimUrl } from "../../domain/recipients/claim-url.ts";
import { messageContact } from "../../domain/recipients/message-contact.ts";
import { afterQuietHours } from "../../domain/recipients/quiet-hours.ts";
import { postponeReminders } from "../../db/recipients/reminders.ts";
import { reminderMessage } from "./reminder-message.ts";
import { moveText } from "../../domain/recipients/move-text.ts";
import { messageText } from "../../domain/recipients/message-text.ts";
import { AppError } from "../../errors.ts";
import type { Deps, MessageSender } from "../deps.ts";
import { MessageRefused } from "../message-refused.ts";
import { unitOfWork } from "../unit-of-work.ts";

type Message = Parameters<MessageSender["send"]>[0];

/** With the pauses between them, some twelve hours; then NAV sees it, and it is tried every six hours. */
const maxAttempts = 8;

/** The channel has no gateway yet: messages wait without a limit. */
const isUnset = (error: unknown) => error instanceof AppError && error.code === "unavailable";

/**
 * Sends a recipient one message about all active tickets without a message, one about each
 * cancelled or moved offer, the link again where an officer asked for it, and reminders, none of these from 20
 * to 8 o'clock. Safe to run twice and to be killed: the message is a row before it is sent, is
 * retried with pauses, and carries the row's id, by which the gateway delivers it once. One message that
 * goes through makes due what was given up while its channel was away. A recipient
 * with printed or no delivery gets no message and no row, so that a later change of delivery
 * announces the tickets that are still active.
 */
export async function notifyRecipient(
  deps: Pick<Deps, "clock" | "config" | "db" | "keyRing" | "logger" | "messages">,
  { recipientId }: { recipientId: string },
): Promise<void> {
  const at = deps.clock.now();
  const due = await unitOfWork(deps, ({ trx }) => prepare(trx, deps, recipientId, at));
  for (const { attempts, ...message } of due) {
    try {
      const { gatewayId } = await deps.messages.send(message);
      const sentAt = deps.clock.now();
      await unitOfWork(deps, async ({ trx }) => {
        await markMessageSent(trx, { id: message.id, gatewayId, at: sentAt });
        await reviveFailedMessages(trx, { channel: message.channel, at: sentAt });
      });
    } catch (error) {
      const log = { messageId: message.id, recipientId, attempts, fault: (error as Error).name };
      if (attempts < maxAttempts || isUnset(error)) {
        deps.logger.warn(log, "message not delivered; it will be tried again");
      } else {
        const { id } = message;
        const failure = { id, at: deps.clock.now(), isRefused: error instanceof MessageRefused };
        await unitOfWork(deps, ({ trx }) => markMessageFailed(trx, failure));
        deps.logger.error(log, "message given up");
      }
    }
  }
}

/** The due messages, with their current texts. */
async function prepare(
  trx: Trx,
  deps: Pick<Deps, "config" | "keyRing">,
  recipientId: string,
  at: Date,
): Promise<(Message & { attempts: number })[]> {
  const { config, keyRing } = deps;
  await lockRecipient(trx, recipientId);
  const recipient = await findRecipient(trx, keyRing, recipientId);
  if (!recipient) return [];
  const { language } = recipient;
  const contact = messageContact(recipient);
  await cancelOwedMessages(trx, recipientId, contact?.channel);
  if (!contact) return [];
  const { channel, to } = contact;

  await announceTickets(trx, { recipientId, channel, at });
  const leavesAt = afterQuietHours(at);
  if (leavesAt > at) await postponeReminders(trx, { recipientId, at, until: leavesAt });
  const due = await takeDueMessages(trx, recipientId, at);
  if (due.length === 0) return [];
  const { token } = await ensureClaimLink(trx, keyRing, recipientId);
  const url = claimUrl(config.publicUrl, token);
  const messages = [];
  for (const { id, attempts, ended, movedOfferId, repeats, reminds } of due) {
    if (ended) {
      messages.push({ id, channel, to, attempts, ...cancellationText(ended, language) });
      continue;
    }
    if (movedOfferId !== null) {
      const moved = await findMovedOffer(trx, { offerId: movedOfferId, recipientId });
      if (!moved) await cancelMessage(trx, id);
      else messages.push({ id, channel, to, attempts, ...moveText(moved, language, url) });
      continue;
    }
    if (reminds) {
      const reminder = await reminderMessage(trx, deps, { id, contact, language, at });
      if (!reminder) await cancelMessage(trx, id);
      else messages.push({ id, channel, to, attempts, ...reminder });
      continue;
    }
    const tickets = await announcedTickets(trx, repeats ? { recipientId } : { messageId: id });
    if (tickets.length === 0) await cancelMessage(trx, id);
    else
      messages.push({ id, channel, to, attempts, ...messageText(tickets, language, { url, at }) });
  }
  return messages;
}
