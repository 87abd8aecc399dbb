import { webhooksWithNewEvents } from "../../db/integrations/webhook-deliveries.ts";
import type { NestableDeps } from "../deps.ts";

export type WebhookDeps = Pick<NestableDeps, "db" | "enqueue" | "logger">;

/**
 * Enqueues the providers' webhooks with new events. Called after commit, for speed: the sweep finds
 * due deliveries in the rows. Never rejects, since the transaction has committed.
 */
export async function enqueueWebhooks(
  { db, enqueue, logger }: WebhookDeps,
  providerIds: string[],
): Promise<void> {
  try {
    const webhookIds = await webhooksWithNewEvents(db, providerIds);
    await enqueue(
      "deliver-webhook",
      webhookIds.map((webhookId) => ({ webhookId })),
    );
  } catch (error) {
    logger.warn({ reason: (error as Error).message }, "webhooks not told of, left to the sweep");
  }
}
