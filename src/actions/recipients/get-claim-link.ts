import { findClaimLink } from "../../db/recipients/claim-links.ts";
import type { ClaimSecrets } from "../../db/recipients/claim-secrets.ts";
import { findSecondLink } from "../../db/recipients/guardian-links.ts";
import { guardianContact } from "../../domain/recipients/message-contact.ts";
import { claimUrl } from "../../domain/recipients/claim-url.ts";
import type { Recipient } from "../../domain/recipients/recipient.ts";
import type { Actor, Deps } from "../deps.ts";
import { auditReading } from "../access/audit-reading.ts";
import type { RecipientKey } from "../access/find-recipient-id.ts";
import { getRecipient } from "./get-recipient.ts";

export interface ClaimLinkOf {
  recipient: Recipient;
  /** Undefined when there is none. */
  claim?: { url: string; code: string };
  /** The second guardian's; undefined without one, and until a message is sent to it or an officer makes it. */
  second?: { url: string; code: string };
}

/**
 * A recipient's claim link and code, and a second guardian's. Audited. Throws AppError "forbidden", or "not_found"
 * (also for another municipality's); "conflict" for a reference that several municipalities know.
 */
export async function getClaimLink(
  { config, db, keyRing }: Pick<Deps, "config" | "db" | "keyRing">,
  asked: RecipientKey & { actor: Actor },
): Promise<ClaimLinkOf> {
  const { actor } = asked;
  const recipient = await getRecipient({ db, keyRing }, asked);
  const link = await findClaimLink(db, keyRing, recipient.id);
  const second = guardianContact(recipient, 2) && (await findSecondLink(db, keyRing, recipient.id));
  if (!link && !second) return { recipient };
  await auditReading({ db }, actor, { action: "claim_link.shown", subject: recipient.id });
  const shown = ({ token, code }: ClaimSecrets) => ({
    url: claimUrl(config.publicUrl, token),
    code,
  });
  return {
    recipient,
    ...(link && { claim: shown(link) }),
    ...(second && { second: shown(second) }),
  };
}
