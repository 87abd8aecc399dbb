import { recordAudit } from "../../db/audit.ts";
import { bumpVersionsOfOffer } from "../../db/passes/passes.ts";
import type { Trx } from "../../db/connect.ts";
import { findOffer } from "../../db/offers/offers.ts";
import { setPendingChange } from "../../db/offers/pending-changes.ts";
import { onlyColorsDiffer, setTemplateVersion } from "../../db/templates/template-offers.ts";
import { findTemplate } from "../../db/templates/templates.ts";
import { findTemplateVersion } from "../../db/templates/template-versions.ts";
import { isRunning } from "../../domain/offers/offer-state.ts";
import type { Offer } from "../../domain/offers/offer.ts";
import { isChangeWaiting, withPendingLook } from "../../domain/offers/pending-change.ts";
import { AppError } from "../../errors.ts";
import type { Actor, Deps } from "../deps.ts";
import { lockAccessibleOffer } from "../access/offer-access.ts";
import { requireProvider } from "../access/require-provider.ts";
import { unitOfWork } from "../unit-of-work.ts";

/** `waits`: the culture office has to look at it, and until then the tickets stay as they are. */
export interface Publication {
  offer: Offer;
  /** The number of passes updated. */
  tickets: number;
  waits: boolean;
}

/**
 * Gives a running offer the template's latest version: other colours at once, with its live passes; what else a ticket
 * shows once the culture office has approved it, as a pending change. `tickets` is 0 when the passes have that version
 * already. Throws AppError "forbidden", "not_found", or "illegal_state" for an offer that is not running and for a
 * version of another style, which a pass cannot change to.
 */
export async function publishTemplate(
  { apns, clock, db, enqueue, google }: Pick<Deps, "apns" | "clock" | "db" | "enqueue" | "google">,
  { actor, offerId }: { actor: Actor; offerId: string },
): Promise<Publication> {
  requireProvider(actor);
  return unitOfWork({ db }, async ({ trx, afterCommit }) => {
    const before = await lockAccessibleOffer(trx, actor, offerId);
    if (!isRunning(before.state)) {
      throw new AppError(
        "illegal_state",
        `An offer that is ${before.state} takes the latest template by itself, or none any more.`,
      );
    }
    const { id, templateId, templateVersion: shown } = before;
    const template = await findTemplate(trx, templateId);
    const templateVersion = template?.latestVersion ?? shown;
    if (templateVersion === shown) return { offer: before, tickets: 0, waits: false };
    await requireSameStyle(trx, templateId, [shown, templateVersion]);
    const audit = { actor: actor.id, subject: id };
    if (!(await onlyColorsDiffer(trx, templateId, [shown, templateVersion]))) {
      const waiting = isChangeWaiting(before) ? before.pendingChange?.templateVersion : undefined;
      if (waiting === templateVersion) return { offer: before, tickets: 0, waits: true };
      await setPendingChange(trx, id, withPendingLook(before, templateVersion, clock.now()));
      const detail = { template: templateVersion };
      await recordAudit(trx, { ...audit, action: "offer.look_sent", detail });
      return { offer: (await findOffer(trx, id)) ?? before, tickets: 0, waits: true };
    }
    const contentVersion = before.contentVersion + 1;
    if (isChangeWaiting(before)) {
      await setPendingChange(trx, id, withPendingLook(before, undefined, clock.now()));
    }
    await setTemplateVersion(trx, id, { templateVersion, contentVersion });
    const tickets = await bumpVersionsOfOffer(trx, id, contentVersion);
    const detail = { version: templateVersion, tickets };
    await recordAudit(trx, { ...audit, action: "template.published", detail });
    if (tickets > 0) {
      if (google) afterCommit(() => enqueue("sync-google", [{ offerId: id }]));
      if (apns) afterCommit(() => enqueue("push-apple", [{ kind: "routine" }]));
    }
    return { offer: (await findOffer(trx, id)) ?? before, tickets, waits: false };
  });
}

async function requireSameStyle(trx: Trx, templateId: string, versions: [number, number]) {
  const [shown, latest] = await Promise.all(
    versions.map((version) => findTemplateVersion(trx, templateId, version)),
  );
  if (shown?.definition.style === latest?.definition.style) return;
  throw new AppError("illegal_state", "The style of a ticket cannot change.");
}
