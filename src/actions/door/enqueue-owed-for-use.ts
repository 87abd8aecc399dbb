import type { OwedForUse } from "../../db/door/record-use.ts";
import type { Deps } from "../deps.ts";

/**
 * Enqueues what a use owes to wallets and webhooks, without a look at the rows. Called after commit, for speed:
 * the sweep finds owed work in the rows. Never rejects, since the transaction has committed.
 */
export async function enqueueOwedForUse(
  { enqueue, google, logger }: Pick<Deps, "enqueue" | "google" | "logger">,
  { changeKind, isInGoogle, webhookIds, offerId }: OwedForUse,
): Promise<void> {
  try {
    if (changeKind !== undefined) await enqueue("push-apple", [{ kind: changeKind }]);
    if (google && isInGoogle) await enqueue("sync-google", [{ offerId }]);
    const deliveries = webhookIds.map((webhookId) => ({ webhookId }));
    if (deliveries.length > 0) await enqueue("deliver-webhook", deliveries);
  } catch (error) {
    logger.warn({ reason: (error as Error).message }, "a use is not told, left to the sweep");
  }
}
