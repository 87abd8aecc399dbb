import { ensureClaimLink } from "../../db/recipients/claim-links.ts";
import { heldTickets, type HeldTicket } from "../../db/recipients/held-tickets.ts";
import { findRecipient } from "../../db/recipients/recipients.ts";
import { claimUrl } from "../../domain/recipients/claim-url.ts";
import { isUuid } from "../../domain/is-uuid.ts";
import type { Recipient } from "../../domain/recipients/recipient.ts";
import { AppError } from "../../errors.ts";
import type { Actor, Deps } from "../deps.ts";
import { requireNav } from "../access/require-nav.ts";

export type { HeldTicket } from "../../db/recipients/held-tickets.ts";

export interface RecipientDetails {
  recipient: Recipient;
  tickets: HeldTicket[];
  /** Made with the first ticket. */
  claim?: { url: string; code: string };
}

/**
 * A recipient by id, with the tickets and the claim link. Throws AppError "forbidden", or "not_found"
 * (also for another municipality's).
 */
export async function getRecipientDetails(
  { config, db, keyRing }: Pick<Deps, "config" | "db" | "keyRing">,
  { actor, recipientId }: { actor: Actor; recipientId: string },
): Promise<RecipientDetails> {
  const municipalities = requireNav(actor);
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
