import {
  claimDeliveries,
  deleteOldDeliveries,
  recordAttempt,
} from "../../db/integrations/webhook-deliveries.ts";
import {
  deleteEndedSecret,
  findWebhookTarget,
  previousSecretPlace,
  startWebhook,
  stopWebhook,
  webhookSecretPlace,
} from "../../db/integrations/webhooks.ts";
import { webhookBody, type WebhookDelivery } from "../../domain/integrations/webhook.ts";
import {
  nextWebhookAttempt,
  retryAfterInstant,
} from "../../domain/integrations/webhook-retries.ts";
import { postToPublicAddress } from "../../wallets/ssrf-guard.ts";
import type { Deps } from "../deps.ts";
import { runConcurrently } from "../run-concurrently.ts";
import { unitOfWork } from "../unit-of-work.ts";
import { signWebhook } from "./webhook-secret.ts";

const atOnce = 50;
const concurrency = 5;
const leaseMs = 5 * 60_000;
const keptMs = 30 * 24 * 3_600_000;

/**
 * Sends a webhook's due deliveries, with the same id on every attempt. Without a 2xx a delivery is
 * retried for about two days; 410 stops the webhook, and a delivery that is sent afterwards and taken starts
 * it again. Safe to run twice.
 */
export async function deliverWebhook(
  {
    clock,
    config,
    db,
    enqueue,
    keyRing,
  }: Pick<Deps, "clock" | "config" | "db" | "enqueue" | "keyRing">,
  { webhookId }: { webhookId: string },
): Promise<void> {
  const now = clock.now();
  const target = await findWebhookTarget(db, webhookId, now);
  if (!target) return;
  const { previousSealed } = target;
  const secrets = [keyRing.decrypt(webhookSecretPlace(webhookId), target.secretSealed)];
  if (previousSealed) {
    secrets.push(keyRing.decrypt(previousSecretPlace(webhookId), previousSealed));
  }
  const onlyPublic = config.environment === "production";
  const lease = { now, leaseUntil: new Date(now.getTime() + leaseMs), limit: atOnce };
  const due = await unitOfWork({ db }, ({ trx }) => claimDeliveries(trx, webhookId, lease));
  const send = async (delivery: WebhookDelivery) => {
    const { id } = delivery;
    const body = webhookBody(delivery);
    const sentAt = clock.now();
    const headers = signWebhook(secrets, { id, at: sentAt, body });
    const { result, retryAfter } = await postToPublicAddress(target.url, {
      body,
      headers,
      onlyPublic,
    });
    const delivered = /^2\d\d$/.test(result);
    const at = clock.now();
    const isLast = delivered || result === "410";
    const nextAttemptAt = isLast
      ? undefined
      : nextWebhookAttempt(delivery, at, retryAfterInstant(retryAfter, at));
    await unitOfWork({ db }, async ({ trx }) => {
      await recordAttempt(trx, { id, delivered, result, nextAttemptAt, at });
      if (delivered) await startWebhook(trx, webhookId, sentAt);
      else if (result === "410") await stopWebhook(trx, webhookId, at);
    });
    // What has not left of a stopped webhook has failed.
    return result !== "410";
  };
  await runConcurrently(due, concurrency, send);
  if (due.length === atOnce) await enqueue("deliver-webhook", [{ webhookId }]);
  const before = new Date(now.getTime() - keptMs);
  await unitOfWork({ db }, async ({ trx }) => {
    await deleteEndedSecret(trx, webhookId, now);
    await deleteOldDeliveries(trx, webhookId, before);
  });
}
