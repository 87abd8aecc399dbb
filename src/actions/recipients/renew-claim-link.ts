import { recordAudit } from "../../db/audit.ts";
import { ensureGuardianLink, revokeGuardianLinks } from "../../db/recipients/guardian-links.ts";
import { householdMembers } from "../../db/recipients/household-members.ts";
import { lockRecipient } from "../../db/recipients/recipients.ts";
import { claimUrl } from "../../domain/recipients/claim-url.ts";
import type { Guardian } from "../../domain/recipients/message-contact.ts";
import { shownChildren } from "../../domain/recipients/shown-children.ts";
import type { Actor, NestableDeps } from "../deps.ts";
import { findRecipientId, type RecipientKey } from "../access/find-recipient-id.ts";
import { unitOfWork } from "../unit-of-work.ts";

/**
 * Replaces the claim link and code of a recipient's guardian, the first unless it is named; the old ones end at once.
 * `withSiblings`: also those of siblings at the same contact, which show the recipient, too. Throws AppError
 * "not_found", "forbidden".
 */
export async function renewClaimLink(
  { config, db, keyRing }: Pick<NestableDeps, "config" | "db" | "keyRing">,
  {
    actor,
    guardian = 1,
    withSiblings = false,
    ...key
  }: RecipientKey & { actor: Actor; guardian?: Guardian; withSiblings?: boolean },
): Promise<{ url: string; code: string }> {
  return unitOfWork({ db }, async ({ trx }) => {
    const recipientId = await findRecipientId(trx, keyRing, actor, key);
    await lockRecipient(trx, recipientId);
    const household = withSiblings ? await householdMembers(trx, keyRing, recipientId) : [];
    const shown = shownChildren(recipientId, guardian, household);
    const links = shown.map((child) => ({ recipientId: child.id, guardian: child.guardian }));
    await revokeGuardianLinks(trx, links);
    const { token, code } = await ensureGuardianLink(trx, keyRing, { recipientId, guardian });
    await recordAudit(trx, {
      actor: actor.id,
      action: "claim_link.renewed",
      subject: recipientId,
    });
    return { url: claimUrl(config.publicUrl, token), code };
  });
}
