import { ensureClaimLink } from "../db/claim-links.ts";
import { heldTickets, type HeldTicket } from "../db/held-tickets.ts";
import { findRecipient } from "../db/recipients.ts";
import { claimUrl } from "../domain/claim-url.ts";
import { isUuid } from "../domain/is-uuid.ts";
import type { Recipient } from "../domain/recipient.ts";
import { AppError } from "../errors.ts";
import type { Actor, Deps } from "./deps.ts";
import { municipalitiesOf } from "./municipalities-of.ts";

export type { HeldTicket } from "../db/held-tickets.ts";

export interface OpenedRecipient {
  recipient: Recipient;
  tickets: HeldTicket[];
  /** Made with the first ticket. */
  claim?: { url: string; code: string };
}

/**
 * A recipient by id, with the tickets and the claim link. Throws AppError "forbidden", or "not_found"
 * (also for another municipality's).
 */
export async function openRecipient(
  { config, db, keyRing }: Pick<Deps, "config" | "db" | "keyRing">,
  { actor, recipientId }: { actor: Actor; recipientId: string },
): Promise<OpenedRecipient> {
  const municipalities = municipalitiesOf(actor);
  const recipient = isUuid(recipientId) ? await findRecipient(db, keyRing, recipientId) : undefined;
  if (!recipient || !municipalities.includes(recipient.municipality)) {
    throw new AppError("not_found", "There is no such recipient.");
  }
  const tickets = await heldTickets(db, recipient.id);
  if (tickets.length === 0) return { recipient, tickets };
  const { token, code } = await db.transaction((trx) =>
    ensureClaimLink(trx, keyRing, recipient.id),
  );
  return { recipient, tickets, claim: { url: claimUrl(config.publicUrl, token), code } };
}
