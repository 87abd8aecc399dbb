import { oweDeliveryAgain } from "../db/webhooks.ts";
import { isUuid } from "../domain/is-uuid.ts";
import type { Actor, Deps } from "./deps.ts";
import { noSuchWebhook } from "./own-webhook.ts";
import { providerOf } from "./provider-of.ts";

/** Sends a delivery anew, with the same id. Throws AppError "forbidden" or "not_found". */
export async function resendWebhookDelivery(
  { clock, db, enqueue }: Pick<Deps, "clock" | "db" | "enqueue">,
  { actor, webhookId, deliveryId }: { actor: Actor; webhookId: string; deliveryId: string },
): Promise<void> {
  const wanted = { providerId: providerOf(actor), webhookId, deliveryId, at: clock.now() };
  const known =
    isUuid(webhookId) &&
    isUuid(deliveryId) &&
    (await db.transaction((trx) => oweDeliveryAgain(trx, wanted)));
  if (!known) throw noSuchWebhook();
  await enqueue("deliver-webhook", [{ webhookId }]);
}
