import { webhooksOf } from "../../db/integrations/webhooks.ts";
import type { Webhook } from "../../domain/integrations/webhook.ts";
import { requireWebhookOwner } from "../access/webhook-access.ts";
import type { Actor, Deps } from "../deps.ts";

/** The actor's webhooks, without their secrets. Throws AppError("forbidden"). */
export async function listWebhooks(
  { db }: Pick<Deps, "db">,
  { actor }: { actor: Actor },
): Promise<Webhook[]> {
  return webhooksOf(db, requireWebhookOwner(actor));
}
