import { recordAudit } from "../../db/audit.ts";
import { replaceClaimLink } from "../../db/recipients/claim-links.ts";
import { claimUrl } from "../../domain/recipients/claim-url.ts";
import type { Actor, NestableDeps } from "../deps.ts";
import { findRecipientId, type RecipientKey } from "../access/find-recipient-id.ts";
import { unitOfWork } from "../unit-of-work.ts";

/**
 * Replaces the recipient's claim link and code; the old ones end at once. Throws AppError
 * "not_found", "forbidden".
 */
export async function renewClaimLink(
  { config, db, keyRing }: Pick<NestableDeps, "config" | "db" | "keyRing">,
  { actor, ...key }: RecipientKey & { actor: Actor },
): Promise<{ url: string; code: string }> {
  return unitOfWork({ db }, async ({ trx }) => {
    const recipientId = await findRecipientId(trx, keyRing, actor, key);
    const { token, code } = await replaceClaimLink(trx, keyRing, recipientId);
    await recordAudit(trx, {
      actor: actor.id,
      action: "claim_link.renewed",
      subject: recipientId,
    });
    return { url: claimUrl(config.publicUrl, token), code };
  });
}
