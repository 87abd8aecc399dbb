import { webhookDeliveriesOf } from "../../db/integrations/webhook-deliveries.ts";
import { webhooksOf } from "../../db/integrations/webhooks.ts";
import type { WebhookDelivery } from "../../domain/integrations/webhook.ts";
import type { Actor, Deps } from "../deps.ts";
import { requireWebhookOwner, webhookNotFound } from "../access/webhook-access.ts";

/** The latest hundred deliveries that were due, the newest first. Throws AppError "forbidden" or "not_found". */
export async function listWebhookDeliveries(
  { clock, db }: Pick<Deps, "clock" | "db">,
  { actor, webhookId }: { actor: Actor; webhookId: string },
): Promise<WebhookDelivery[]> {
  const owner = requireWebhookOwner(actor);
  const own = await webhooksOf(db, owner);
  if (!own.some(({ id }) => id === webhookId)) throw webhookNotFound();
  return webhookDeliveriesOf(db, { ...owner, webhookId, at: clock.now() });
}
