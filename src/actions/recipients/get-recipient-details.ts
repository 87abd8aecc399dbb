import { heldTickets, type HeldTicket } from "../../db/recipients/held-tickets.ts";
import { siblingsOf } from "../../db/recipients/household-members.ts";
import {
  recipientMessages,
  type RecipientMessage,
} from "../../db/recipients/recipient-messages.ts";
import type { Recipient } from "../../domain/recipients/recipient.ts";
import type { Actor, Deps } from "../deps.ts";
import { auditReading } from "../access/audit-reading.ts";
import { requireNav } from "../access/require-nav.ts";
import { getRecipient } from "./get-recipient.ts";

/**
 * A recipient by id, with the others of the household, and the tickets and messages, from which no use shows.
 * Audited. Throws AppError "forbidden", or "not_found" (also for another municipality's).
 */
export async function getRecipientDetails(
  { clock, db, keyRing }: Pick<Deps, "clock" | "db" | "keyRing">,
  { actor, recipientId }: { actor: Actor; recipientId: string },
): Promise<{
  recipient: Recipient;
  siblings: Recipient[];
  tickets: HeldTicket[];
  messages: RecipientMessage[];
}> {
  const recipient = await getRecipient({ db, keyRing }, { actor, recipientId });
  const municipalities = requireNav(actor);
  const siblings = await siblingsOf(db, keyRing, { recipientId: recipient.id, municipalities });
  if (siblings.length > 0) {
    // Each of them is read: its reference, label and protection are shown.
    for (const { id: subject } of [recipient, ...siblings]) {
      const detail = { count: siblings.length };
      await auditReading({ db }, actor, { action: "household.opened", subject, detail });
    }
  }
  const [tickets, messages] = await Promise.all([
    heldTickets(db, recipient.id, clock.now()),
    recipientMessages(db, keyRing, recipient.id),
  ]);
  return { recipient, siblings, tickets, messages };
}
