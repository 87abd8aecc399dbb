import { recordAudits } from "../../db/audit.ts";
import { insertNewLinks } from "../../db/recipients/new-link-messages.ts";
import type { GuardianOf } from "../../db/recipients/guardian-links.ts";
import { readableRecipients } from "../../db/recipients/household-members.ts";
import { guardianContact } from "../../domain/recipients/message-contact.ts";
import type { Actor, NestableDeps } from "../deps.ts";
import type { UnitOfWork } from "../unit-of-work.ts";

type SendLinkDeps = Pick<NestableDeps, "clock" | "enqueue" | "keyRing">;

/**
 * Sends new links to those of the guardians who get messages and have had one about a ticket that is live to NAV, whether
 * it was used or not: their former links ended. Children of one household at one contact share a message. The
 * recipients must be locked with their households. Audited. Returns the recipients whose guardian gets a message.
 */
export async function sendNewLinks(
  { trx, afterCommit }: UnitOfWork,
  { clock, enqueue, keyRing }: SendLinkDeps,
  { actor, guardians }: { actor: Actor; guardians: readonly GuardianOf[] },
): Promise<string[]> {
  const ids = [...new Set(guardians.map(({ recipientId }) => recipientId))];
  const found = await readableRecipients(trx, keyRing, ids);
  const recipients = new Map(found.map((recipient) => [recipient.id, recipient]));
  const reached = guardians.flatMap(({ recipientId, guardian }) => {
    const recipient = recipients.get(recipientId);
    const contact = recipient && guardianContact(recipient, guardian);
    return contact ? [{ recipientId, guardian, channel: contact.channel }] : [];
  });
  if (reached.length === 0) return [];
  const told = await insertNewLinks(trx, { reached, at: clock.now() });
  const subjects = [...new Set(told.map(({ recipientId }) => recipientId))];
  await recordAudits(trx, { actor: actor.id, action: "message.repeated", subjects });
  const jobs = subjects.map((recipientId) => ({ recipientId }));
  afterCommit(() => enqueue("notify-recipient", jobs));
  return subjects;
}
