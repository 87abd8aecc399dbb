import { recordAudit } from "../../db/audit.ts";
import { deleteWebhook } from "../../db/integrations/webhooks.ts";
import { isUuid } from "../../domain/is-uuid.ts";
import type { Actor, Deps } from "../deps.ts";
import { requireWebhookOwner, webhookNotFound } from "../access/webhook-access.ts";
import { unitOfWork } from "../unit-of-work.ts";

/** Deletes a webhook and its deliveries. Throws AppError "forbidden" or "not_found". */
export async function removeWebhook(
  { db }: Pick<Deps, "db">,
  { actor, webhookId }: { actor: Actor; webhookId: string },
): Promise<void> {
  const owner = requireWebhookOwner(actor);
  await unitOfWork({ db }, async ({ trx }) => {
    if (!isUuid(webhookId) || !(await deleteWebhook(trx, owner, webhookId))) {
      throw webhookNotFound();
    }
    await recordAudit(trx, { actor: actor.id, action: "webhook.removed", subject: webhookId });
  });
}
