import { heldTickets, type HeldTicket } from "../../db/recipients/held-tickets.ts";
import type { Recipient } from "../../domain/recipients/recipient.ts";
import type { Actor, Deps } from "../deps.ts";
import { getRecipient } from "./get-recipient.ts";

/**
 * A recipient by id, with the tickets, from which no use shows. Audited. Throws AppError "forbidden", or
 * "not_found" (also for another municipality's).
 */
export async function getRecipientDetails(
  { clock, db, keyRing }: Pick<Deps, "clock" | "db" | "keyRing">,
  { actor, recipientId }: { actor: Actor; recipientId: string },
): Promise<{ recipient: Recipient; tickets: HeldTicket[] }> {
  const recipient = await getRecipient({ db, keyRing }, { actor, recipientId });
  return { recipient, tickets: await heldTickets(db, recipient.id, clock.now()) };
}
