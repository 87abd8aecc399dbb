import { webhookDeliveriesOf, webhooksOf } from "../db/webhooks.ts";
import type { WebhookDelivery } from "../domain/webhook.ts";
import type { Actor, Deps } from "./deps.ts";
import { noSuchWebhook } from "./own-webhook.ts";
import { providerOf } from "./provider-of.ts";

/** The latest hundred deliveries, the newest first. Throws AppError "forbidden" or "not_found". */
export async function listWebhookDeliveries(
  { db }: Pick<Deps, "db">,
  { actor, webhookId }: { actor: Actor; webhookId: string },
): Promise<WebhookDelivery[]> {
  const providerId = providerOf(actor);
  const own = await webhooksOf(db, providerId);
  if (!own.some(({ id }) => id === webhookId)) throw noSuchWebhook();
  return webhookDeliveriesOf(db, providerId, webhookId);
}
