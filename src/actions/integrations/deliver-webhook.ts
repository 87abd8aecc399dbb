// https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
import { createHmac } from "node:crypto";
import {
  claimDeliveries,
  findWebhookTarget,
  webhookSecretPlace,
  deleteOldDeliveries,
  recordAttempt,
} from "../../db/integrations/webhooks.ts";
import { nextWebhookAttempt, type WebhookDelivery } from "../../domain/integrations/webhook.ts";
import { postToPublicAddress } from "../../wallets/ssrf-guard.ts";
import type { Deps } from "../deps.ts";
import { runConcurrently } from "../run-concurrently.ts";
import { unitOfWork } from "../unit-of-work.ts";

const atOnce = 50;
const concurrency = 5;
const leaseMs = 5 * 60_000;
const keptMs = 30 * 24 * 3_600_000;

/** The headers that sign a body: an HMAC-SHA256 over id, seconds and body under the webhook's secret. */
function signWebhook(
  secret: string,
  { id, at, body }: { id: string; at: Date; body: string },
): Record<string, string> {
  const timestamp = String(Math.floor(at.getTime() / 1000));
  const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
  const signature = createHmac("sha256", key).update(`${id}.${timestamp}.${body}`).digest("base64");
  return {
    "webhook-id": id,
    "webhook-timestamp": timestamp,
    "webhook-signature": `v1,${signature}`,
  };
}

/**
 * Sends a webhook's due deliveries, with the same id on every attempt. Without a 2xx a delivery is
 * retried for about two days. Safe to run twice.
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
  const target = await findWebhookTarget(db, webhookId);
  if (!target) return;
  const now = clock.now();
  const secret = keyRing.decrypt(webhookSecretPlace(webhookId), target.secretSealed);
  const onlyPublic = config.environment === "production";
  const lease = { now, leaseUntil: new Date(now.getTime() + leaseMs), limit: atOnce };
  const due = await unitOfWork({ db }, ({ trx }) => claimDeliveries(trx, webhookId, lease));
  const send = async (delivery: WebhookDelivery) => {
    const { id, attempts } = delivery;
    const body = JSON.stringify({
      id,
      type: delivery.event,
      createdAt: delivery.createdAt.toISOString(),
      data: { offerId: delivery.offerId },
    });
    const headers = signWebhook(secret, { id, at: clock.now(), body });
    const result = await postToPublicAddress(target.url, { body, headers, onlyPublic });
    const delivered = /^2\d\d$/.test(result);
    const at = clock.now();
    const nextAttemptAt = delivered ? undefined : nextWebhookAttempt(attempts, at);
    const attempt = { id, delivered, result, nextAttemptAt, at };
    await unitOfWork({ db }, ({ trx }) => recordAttempt(trx, attempt));
    return true;
  };
  await runConcurrently(due, concurrency, send);
  if (due.length === atOnce) await enqueue("deliver-webhook", [{ webhookId }]);
  const before = new Date(now.getTime() - keptMs);
  await unitOfWork({ db }, ({ trx }) => deleteOldDeliveries(trx, webhookId, before));
}
