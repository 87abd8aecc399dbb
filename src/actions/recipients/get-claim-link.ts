import { findClaimLink } from "../../db/recipients/claim-links.ts";
import { claimUrl } from "../../domain/recipients/claim-url.ts";
import type { Recipient } from "../../domain/recipients/recipient.ts";
import type { Actor, Deps } from "../deps.ts";
import { auditReading } from "../access/audit-reading.ts";
import { getRecipient } from "./get-recipient.ts";

export interface ClaimLinkOf {
  recipient: Recipient;
  /** Undefined when there is none. */
  claim?: { url: string; code: string };
}

/**
 * A recipient's claim link and code. Audited. Throws AppError "forbidden", or "not_found" (also for another
 * municipality's).
 */
export async function getClaimLink(
  { config, db, keyRing }: Pick<Deps, "config" | "db" | "keyRing">,
  { actor, recipientId }: { actor: Actor; recipientId: string },
): Promise<ClaimLinkOf> {
  const recipient = await getRecipient({ db, keyRing }, { actor, recipientId });
  const link = await findClaimLink(db, keyRing, recipient.id);
  if (!link) return { recipient };
  await auditReading({ db }, actor, { action: "claim_link.shown", subject: recipient.id });
  return { recipient, claim: { url: claimUrl(config.publicUrl, link.token), code: link.code } };
}
