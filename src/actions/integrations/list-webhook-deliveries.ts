import { webhookDeliveriesOf } from "../../db/integrations/webhook-deliveries.ts";
import { webhooksOf } from "../../db/integrations/webhooks.ts";
import type { WebhookDelivery } from "../../domain/integrations/webhook.ts";
import type { Actor, Deps } from "../deps.ts";
import { webhookNotFound } from "../access/webhook-access.ts";
import { requireProvider } from "../access/require-provider.ts";

/** The latest hundred deliveries that were due, the newest first. Throws AppError "forbidden" or "not_found". */
export async function listWebhookDeliveries(
  { clock, db }: Pick<Deps, "clock" | "db">,
  { actor, webhookId }: { actor: Actor; webhookId: string },
): Promise<WebhookDelivery[]> {
  const providerId = requireProvider(actor);
  const own = await webhooksOf(db, providerId);
  if (!own.some(({ id }) => id === webhookId)) throw webhookNotFound();
  return webhookDeliveriesOf(db, { providerId, webhookId, at: clock.now() });
}
