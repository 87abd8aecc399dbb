import { recordAudit } from "../../db/audit.ts";
import { ensureGuardianLink, revokeGuardianLinks } from "../../db/recipients/guardian-links.ts";
import { claimUrl } from "../../domain/recipients/claim-url.ts";
import { guardianContact, type Guardian } from "../../domain/recipients/message-contact.ts";
import { shownChildren } from "../../domain/recipients/shown-children.ts";
import { AppError } from "../../errors.ts";
import type { Actor, NestableDeps } from "../deps.ts";
import { findRecipientId, type RecipientKey } from "../access/find-recipient-id.ts";
import { unitOfWork } from "../unit-of-work.ts";
import { lockHousehold } from "./lock-household.ts";
import { sendNewLinks } from "./send-new-links.ts";

/**
 * Replaces the claim link and code of a recipient's guardian, the first unless it is named; the old ones end at once,
 * and the new link is sent where the guardian gets messages and was told of a live ticket (`isSent`). `withSiblings`:
 * also those of siblings at the same contact, which show the recipient, too. Throws AppError "not_found",
 * "forbidden", "conflict" for a reference that several municipalities know; "illegal_state" for a second guardian
 * whom no messages reach: no page would show its link.
 */
export async function renewClaimLink(
  deps: Pick<NestableDeps, "clock" | "config" | "db" | "enqueue" | "keyRing">,
  {
    actor,
    guardian = 1,
    withSiblings = false,
    ...key
  }: RecipientKey & { actor: Actor; guardian?: Guardian; withSiblings?: boolean },
): Promise<{ url: string; code: string; isSent: boolean }> {
  const { config, keyRing } = deps;
  return unitOfWork(deps, async (unit) => {
    const { trx } = unit;
    const recipientId = await findRecipientId(trx, keyRing, actor, key);
    const household = await lockHousehold(trx, keyRing, recipientId);
    const own = household.find((member) => member.recipient.id === recipientId)?.recipient;
    if (guardian === 2 && own && !guardianContact(own, 2)) {
      throw new AppError("illegal_state", "This recipient has no second guardian.");
    }
    const shown = shownChildren(recipientId, guardian, withSiblings ? household : []);
    const links = shown.map((child) => ({ recipientId: child.id, guardian: child.guardian }));
    await revokeGuardianLinks(trx, links);
    const { token, code } = await ensureGuardianLink(trx, keyRing, { recipientId, guardian });
    await recordAudit(trx, {
      actor: actor.id,
      action: "claim_link.renewed",
      subject: recipientId,
    });
    const guardians = [{ recipientId, guardian }];
    const sentTo = await sendNewLinks(unit, deps, { actor, guardians });
    return { url: claimUrl(config.publicUrl, token), code, isSent: sentTo.length > 0 };
  });
}
