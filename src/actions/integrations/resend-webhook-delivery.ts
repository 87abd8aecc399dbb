import { requeueDelivery } from "../../db/integrations/webhook-deliveries.ts";
import { isUuid } from "../../domain/is-uuid.ts";
import type { Actor, Deps } from "../deps.ts";
import { requireWebhookOwner, webhookNotFound } from "../access/webhook-access.ts";
import { unitOfWork } from "../unit-of-work.ts";

/** Sends a delivery anew, with the same id. Throws AppError "forbidden" or "not_found". */
export async function resendWebhookDelivery(
  { clock, db, enqueue }: Pick<Deps, "clock" | "db" | "enqueue">,
  { actor, webhookId, deliveryId }: { actor: Actor; webhookId: string; deliveryId: string },
): Promise<void> {
  const wanted = { ...requireWebhookOwner(actor), webhookId, deliveryId, at: clock.now() };
  if (!isUuid(webhookId) || !isUuid(deliveryId)) throw webhookNotFound();
  await unitOfWork({ db }, async ({ trx, afterCommit }) => {
    if (!(await requeueDelivery(trx, wanted))) throw webhookNotFound();
    afterCommit(() => enqueue("deliver-webhook", [{ webhookId }]));
  });
}
