import { randomUUID } from "node:crypto";
import { recordAudit } from "../../db/audit.ts";
import { lockProvider } from "../../db/providers/providers.ts";
import { insertWebhook, webhookSecretPlace, webhooksOf } from "../../db/integrations/webhooks.ts";
import type { Webhook, WebhookSignature } from "../../domain/integrations/webhook.ts";
import { webhookAddressFault } from "../../wallets/ssrf-guard.ts";
import { AppError } from "../../errors.ts";
import type { Actor, NestableDeps } from "../deps.ts";
import { requireProvider } from "../access/require-provider.ts";
import { unitOfWork } from "../unit-of-work.ts";
import { createWebhookSecret, shownSecret } from "./webhook-secret.ts";

/** Each webhook gets every event of its provider. */
const maxWebhooks = 20;

/**
 * Creates a webhook for the provider's future events. What signs them is returned once. Throws
 * AppError "forbidden", "validation_failed" for an address that is not https on the public internet
 * (outside production any is accepted), or "conflict" at the provider's limit.
 */
export async function createWebhook(
  { clock, config, db, keyRing }: Pick<NestableDeps, "clock" | "config" | "db" | "keyRing">,
  {
    actor,
    url,
    events,
    signature = "v1",
  }: { actor: Actor; signature?: WebhookSignature } & Pick<Webhook, "url" | "events">,
): Promise<Webhook & { secret: string | null }> {
  const providerId = requireProvider(actor);
  const fault = webhookAddressFault(url, config.environment === "production");
  if (fault !== undefined) {
    throw new AppError("validation_failed", "This address cannot be used.", {
      errors: [{ path: "url", code: "invalid_address", message: fault }],
    });
  }
  const { secret, publicKey } = createWebhookSecret(signature);
  const id = randomUUID();
  const secretSealed = keyRing.encrypt(webhookSecretPlace(id), secret);
  const at = clock.now();
  const webhook = await unitOfWork({ db }, async ({ trx }) => {
    // The lock keeps concurrent requests from exceeding the limit.
    await lockProvider(trx, providerId);
    const { length } = await webhooksOf(trx, providerId);
    if (length >= maxWebhooks) {
      const detail = `There are ${maxWebhooks} webhooks, as many as there can be; remove one first.`;
      throw new AppError("conflict", detail);
    }
    const created = await insertWebhook(trx, {
      id,
      providerId,
      url: new URL(url).href,
      events: [...new Set(events)],
      secretSealed,
      publicKey,
      at,
    });
    await recordAudit(trx, { actor: actor.id, action: "webhook.made", subject: id });
    return created;
  });
  return { ...webhook, secret: shownSecret({ secret, publicKey }) };
}
