import { recordAudit } from "../../db/audit.ts";
import { ensureClaimLink } from "../../db/recipients/claim-links.ts";
import type { Actor, Deps } from "../deps.ts";
import { findRecipientId } from "../access/find-recipient-id.ts";
import { unitOfWork } from "../unit-of-work.ts";

/** Creates a claim link for a recipient without one; an existing one stays. Throws AppError "not_found", "forbidden". */
export async function createClaimLink(
  { db, keyRing }: Pick<Deps, "db" | "keyRing">,
  { actor, recipientId }: { actor: Actor; recipientId: string },
): Promise<void> {
  await unitOfWork({ db }, async ({ trx }) => {
    const subject = await findRecipientId(trx, keyRing, actor, { recipientId });
    await ensureClaimLink(trx, keyRing, subject);
    await recordAudit(trx, { actor: actor.id, action: "claim_link.created", subject });
  });
}
