import { recordAudit } from "../db/audit.ts";
import { renewClaimLink } from "../db/claim-links.ts";
import { claimUrl } from "../domain/claim-url.ts";
import type { Actor, Deps } from "./deps.ts";
import { knownRecipient } from "./known-recipient.ts";

/**
 * A new link and code for the recipient; the old ones stop working at once. Throws AppError
 * "not_found", "forbidden".
 */
export async function newClaimLink(
  { config, db, keyRing }: Pick<Deps, "config" | "db" | "keyRing">,
  { actor, reference }: { actor: Actor; reference: string },
): Promise<{ url: string; code: string }> {
  return db.transaction(async (trx) => {
    const recipientId = await knownRecipient(trx, keyRing, actor, reference);
    const { token, code } = await renewClaimLink(trx, keyRing, recipientId);
    await recordAudit(trx, {
      actor: actor.id,
      action: "claim_link.renewed",
      subject: recipientId,
    });
    return { url: claimUrl(config.publicUrl, token), code };
  });
}
