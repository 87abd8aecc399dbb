import { webhooksWithNewEvents } from "../../db/integrations/webhooks.ts";
import type { Deps } from "../deps.ts";

export type WebhookDeps = Pick<Deps, "db" | "enqueue" | "logger">;

/**
 * Hands the webhooks that the providers are owed to the worker. To be called after commit, and for
 * speed alone: the rows say what is owed, so the sweep finds whatever is not handed in here. Never
 * rejects, since what was decided stands.
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
