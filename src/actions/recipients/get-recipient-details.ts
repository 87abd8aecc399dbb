import { findClaimLink } from "../../db/recipients/claim-links.ts";
import { heldTickets, type HeldTicket } from "../../db/recipients/held-tickets.ts";
import { claimUrl } from "../../domain/recipients/claim-url.ts";
import type { Recipient } from "../../domain/recipients/recipient.ts";
import type { Actor, Deps } from "../deps.ts";
import { auditReading } from "../access/audit-reading.ts";
import { getRecipient } from "./get-recipient.ts";

export type { HeldTicket } from "../../db/recipients/held-tickets.ts";

export interface RecipientDetails {
  recipient: Recipient;
  tickets: HeldTicket[];
  /** None before the first allocation. */
  claim?: { url: string; code: string };
}

/**
 * A recipient by id, with the tickets and the claim link. Audited. Throws AppError "forbidden", or "not_found"
 * (also for another municipality's).
 */
export async function getRecipientDetails(
  { config, db, keyRing }: Pick<Deps, "config" | "db" | "keyRing">,
  { actor, recipientId }: { actor: Actor; recipientId: string },
): Promise<RecipientDetails> {
  const recipient = await getRecipient({ db, keyRing }, { actor, recipientId });
  const [tickets, link] = await Promise.all([
    heldTickets(db, recipient.id),
    findClaimLink(db, keyRing, recipient.id),
  ]);
  if (link) {
    await auditReading({ db }, actor, { action: "claim_link.shown", subject: recipient.id });
  }
  const claim = link && { url: claimUrl(config.publicUrl, link.token), code: link.code };
  return { recipient, tickets, ...(claim && { claim }) };
}
