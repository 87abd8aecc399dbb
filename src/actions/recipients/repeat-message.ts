import { recordAudit } from "../../db/audit.ts";
import { findRecipient, lockRecipient } from "../../db/recipients/recipients.ts";
import { insertRepeatedMessage } from "../../db/recipients/repeated-messages.ts";
import { AppError } from "../../errors.ts";
import { findRecipientId, type RecipientKey } from "../access/find-recipient-id.ts";
import type { Actor, Deps } from "../deps.ts";
import { unitOfWork } from "../unit-of-work.ts";

/**
 * Sends a recipient the claim link once more. The message names the tickets that are active when it is sent. Where all
 * are used it contains the link alone, since NAV sees whether a message is sent; where none is live, none is sent.
 * Returns false when one was sent within the last minute. Audited. Throws AppError "forbidden", "not_found";
 * "illegal_state" for a recipient who gets no messages.
 */
export async function repeatMessage(
  { clock, db, enqueue, keyRing }: Pick<Deps, "clock" | "db" | "enqueue" | "keyRing">,
  { actor, ...key }: { actor: Actor } & RecipientKey,
): Promise<boolean> {
  const at = clock.now();
  return unitOfWork({ db }, async ({ trx, afterCommit }) => {
    const subject = await findRecipientId(trx, keyRing, actor, key);
    await lockRecipient(trx, subject);
    const channel = (await findRecipient(trx, keyRing, subject))?.delivery;
    if (channel !== "sms" && channel !== "email") {
      throw new AppError("illegal_state", "This recipient gets no messages.");
    }
    const inserted = await insertRepeatedMessage(trx, { recipientId: subject, channel, at });
    if (!inserted) return false;
    await recordAudit(trx, { actor: actor.id, action: "message.repeated", subject });
    afterCommit(() => enqueue("notify-recipient", [{ recipientId: subject }]));
    return true;
  });
}
