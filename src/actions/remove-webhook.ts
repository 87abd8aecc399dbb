import { recordAudit } from "../db/audit.ts";
import { deleteWebhook } from "../db/webhooks.ts";
import { isUuid } from "../domain/is-uuid.ts";
import type { Actor, Deps } from "./deps.ts";
import { noSuchWebhook } from "./own-webhook.ts";
import { providerOf } from "./provider-of.ts";

/** Tells the address nothing more. Throws AppError "forbidden" or "not_found". */
export async function removeWebhook(
  { db }: Pick<Deps, "db">,
  { actor, webhookId }: { actor: Actor; webhookId: string },
): Promise<void> {
  const providerId = providerOf(actor);
  await db.transaction(async (trx) => {
    if (!isUuid(webhookId) || !(await deleteWebhook(trx, providerId, webhookId))) {
      throw noSuchWebhook();
    }
    await recordAudit(trx, { actor: actor.id, action: "webhook.removed", subject: webhookId });
  });
}
