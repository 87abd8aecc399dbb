import { webhookDeliveriesOf } from "../../db/integrations/webhook-deliveries.ts";
import { webhooksOf } from "../../db/integrations/webhooks.ts";
import type { WebhookDelivery } from "../../domain/integrations/webhook.ts";
import type { Actor, Deps } from "../deps.ts";
import { requireWebhookOwner, webhookNotFound } from "../access/webhook-access.ts";
import { readPageCursor, writePageCursor } from "../page-cursor.ts";

export interface DeliveryPage {
  items: WebhookDelivery[];
  /** null: this is the last page. */
  nextCursor: string | null;
}

/**
 * A page of the deliveries that were due, the newest first. Throws AppError "forbidden", "not_found", or
 * "validation_failed" for an unknown cursor.
 */
export async function listWebhookDeliveries(
  { clock, db }: Pick<Deps, "clock" | "db">,
  {
    actor,
    webhookId,
    limit = 100,
    cursor,
  }: { actor: Actor; webhookId: string; limit?: number; cursor?: string | undefined },
): Promise<DeliveryPage> {
  const owner = requireWebhookOwner(actor);
  const own = await webhooksOf(db, owner);
  if (!own.some(({ id }) => id === webhookId)) throw webhookNotFound();
  const found = await webhookDeliveriesOf(db, {
    ...{ ...owner, webhookId, now: clock.now(), limit: limit + 1 },
    ...(cursor !== undefined && { after: readPageCursor(cursor) }),
  });
  const shown = found.slice(0, limit);
  const last = found.length > limit ? shown.at(-1) : undefined;
  return {
    items: shown.map(({ delivery }) => delivery),
    nextCursor: last ? writePageCursor(last.cursor) : null,
  };
}
