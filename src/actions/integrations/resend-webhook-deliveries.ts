import { requeueDeliveries } from "../../db/integrations/webhook-deliveries.ts";
import { lockOwnWebhook } from "../access/webhook-access.ts";
import type { Actor, Deps } from "../deps.ts";
import { unitOfWork } from "../unit-of-work.ts";

/**
 * Sends a webhook's deliveries of `from` up to `until` anew, with the same ids. Those on their way are left
 * alone. Returns how many. Throws AppError "forbidden" or "not_found".
 */
export async function resendWebhookDeliveries(
  { clock, db, enqueue }: Pick<Deps, "clock" | "db" | "enqueue">,
  { actor, webhookId, ...range }: { actor: Actor; webhookId: string; from: Date; until: Date },
): Promise<number> {
  return unitOfWork({ db }, async ({ trx, afterCommit }) => {
    await lockOwnWebhook(trx, actor, webhookId);
    const count = await requeueDeliveries(trx, { webhookId, ...range, at: clock.now() });
    afterCommit(() => enqueue("deliver-webhook", [{ webhookId }]));
    return count;
  });
}
