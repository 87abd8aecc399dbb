import { insertTestDelivery } from "../../db/integrations/webhook-deliveries.ts";
import { lockOwnWebhook } from "../access/webhook-access.ts";
import type { Actor, Deps } from "../deps.ts";
import { unitOfWork } from "../unit-of-work.ts";

/**
 * Sends a test event to a webhook. When the receiver accepts it, a stopped webhook resumes. Throws AppError
 * "forbidden" or "not_found".
 */
export async function sendTestEvent(
  { clock, db, enqueue }: Pick<Deps, "clock" | "db" | "enqueue">,
  { actor, webhookId }: { actor: Actor; webhookId: string },
): Promise<void> {
  await unitOfWork({ db }, async ({ trx, afterCommit }) => {
    await lockOwnWebhook(trx, actor, webhookId);
    await insertTestDelivery(trx, { webhookId, at: clock.now() });
    afterCommit(() => enqueue("deliver-webhook", [{ webhookId }]));
  });
}
