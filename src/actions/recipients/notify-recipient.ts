import { recordHandOver } from "../../db/recipients/delivery-reports.ts";
import { reviveFailedMessages } from "../../db/recipients/failed-messages.ts";
import { markMessageFailed } from "../../db/recipients/messages.ts";
import { AppError } from "../../errors.ts";
import type { Deps } from "../deps.ts";
import { MessageRefused } from "../message-refused.ts";
import { unitOfWork } from "../unit-of-work.ts";
import { prepareMessages } from "./prepare-messages.ts";

/** With the pauses between them, some twelve hours; then NAV sees it, and it is tried every six hours. */
const maxAttempts = 8;

/** The channel has no gateway yet: messages wait without a limit. */
const isUnset = (error: unknown) => error instanceof AppError && error.code === "unavailable";

/**
 * Sends a recipient's guardian one message about all active tickets without a message, also those of siblings at the
 * same contact, one about each cancelled or moved offer, the link again where an officer asked for it, and reminders,
 * none of these from 20 to 8 o'clock; and a copy of each to a second guardian, with a link of its own. Safe to run
 * twice and to be killed: the message is a row before it is sent, is retried with pauses, and carries the row's id,
 * by which the gateway delivers it once. One message that goes through makes due what was given up while its channel
 * was away. A recipient with printed or no delivery gets no message and no row, so that a later change of delivery
 * announces the tickets that are still active.
 */
export async function notifyRecipient(
  deps: Pick<Deps, "clock" | "config" | "db" | "keyRing" | "logger" | "messages">,
  { recipientId }: { recipientId: string },
): Promise<void> {
  const at = deps.clock.now();
  const due = await unitOfWork(deps, ({ trx }) => prepareMessages(trx, deps, { recipientId, at }));
  for (const { attempts, ...message } of due) {
    try {
      const { gatewayId } = await deps.messages.send(message);
      const sentAt = deps.clock.now();
      await unitOfWork(deps, async ({ trx }) => {
        await recordHandOver(trx, { id: message.id, gatewayId, at: sentAt });
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
