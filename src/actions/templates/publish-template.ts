import { recordAudit } from "../../db/audit.ts";
import { bumpVersionsOfOffer } from "../../db/passes/passes.ts";
import { setTemplateVersion } from "../../db/templates/template-offers.ts";
import { findTemplate, findTemplateVersion } from "../../db/templates/templates.ts";
import { isRunning } from "../../domain/offers/offer-state.ts";
import type { Offer } from "../../domain/offers/offer.ts";
import { AppError } from "../../errors.ts";
import type { Actor, Deps } from "../deps.ts";
import { lockAccessibleOffer } from "../access/offer-access.ts";
import { requireProvider } from "../access/require-provider.ts";
import { unitOfWork } from "../unit-of-work.ts";

/**
 * Updates a running offer and its live passes to the template's latest version. `tickets` is the number of
 * passes updated; it is 0 when they have that version already. Throws AppError "forbidden", "not_found",
 * or "illegal_state" for an offer that is not running and for a version of another style, which a pass
 * cannot change to.
 */
export async function publishTemplate(
  { apns, db, enqueue, google }: Pick<Deps, "apns" | "db" | "enqueue" | "google">,
  { actor, offerId }: { actor: Actor; offerId: string },
): Promise<{ offer: Offer; tickets: number }> {
  requireProvider(actor);
  return unitOfWork({ db }, async ({ trx, afterCommit }) => {
    const before = await lockAccessibleOffer(trx, actor, offerId);
    if (!isRunning(before.state)) {
      throw new AppError(
        "illegal_state",
        `An offer that is ${before.state} takes the latest template by itself, or none any more.`,
      );
    }
    const template = await findTemplate(trx, before.templateId);
    const templateVersion = template?.latestVersion ?? before.templateVersion;
    if (templateVersion === before.templateVersion) return { offer: before, tickets: 0 };
    const [shown, latest] = await Promise.all(
      [before.templateVersion, templateVersion].map((version) =>
        findTemplateVersion(trx, before.templateId, version),
      ),
    );
    if (shown?.definition.style !== latest?.definition.style) {
      throw new AppError("illegal_state", "The style of a ticket cannot change.");
    }
    const contentVersion = before.contentVersion + 1;
    await setTemplateVersion(trx, before.id, { templateVersion, contentVersion });
    const tickets = await bumpVersionsOfOffer(trx, before.id, contentVersion);
    await recordAudit(trx, {
      actor: actor.id,
      action: "template.published",
      subject: before.id,
      detail: { version: templateVersion, tickets },
    });
    if (tickets > 0) {
      if (google) afterCommit(() => enqueue("sync-google", [{ offerId: before.id }]));
      if (apns) afterCommit(() => enqueue("push-apple", [{ kind: "routine" }]));
    }
    return { offer: { ...before, templateVersion, contentVersion }, tickets };
  });
}
