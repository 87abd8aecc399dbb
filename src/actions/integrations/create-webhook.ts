import { randomUUID } from "node:crypto";
import { lockMunicipality } from "../../db/municipalities.ts";
import { recordAudit } from "../../db/audit.ts";
import { lockProvider } from "../../db/providers/providers.ts";
import { insertWebhook, webhookSecretPlace, webhooksOf } from "../../db/integrations/webhooks.ts";
import type { Webhook, WebhookSignature } from "../../domain/integrations/webhook.ts";
import { eventsOf, type WebhookOwner } from "../../domain/integrations/webhook-events.ts";
import { webhookAddressFault } from "../../wallets/ssrf-guard.ts";
import { AppError } from "../../errors.ts";
import type { Actor, NestableDeps } from "../deps.ts";
import { requireCultureOf } from "../access/require-culture.ts";
import { requireNavOf } from "../access/require-nav.ts";
import { requireWebhookOwner } from "../access/webhook-access.ts";
import { unitOfWork } from "../unit-of-work.ts";
import { createWebhookSecret, shownSecret } from "./webhook-secret.ts";

/** Each webhook gets every event of its owner. */
const maxWebhooks = 20;

/** The provider, or the one municipality that the webhook is to be of. Throws AppError. */
function ownerOf(actor: Actor, municipality: string | undefined): WebhookOwner {
  const owner = requireWebhookOwner(actor);
  const fault = (message: string) =>
    new AppError("validation_failed", "It is not clear whose webhook this is to be.", {
      errors: [{ path: "municipality", code: "invalid", message }],
    });
  if (owner.providerId !== undefined) {
    if (municipality !== undefined) throw fault("is not for a provider: leave it out");
    return owner;
  }
  const [only, ...others] = owner.municipalities;
  const chosen = municipality ?? (others.length === 0 ? only : undefined);
  if (chosen === undefined) throw fault("is needed: your key is of several municipalities");
  if (actor.role === "nav") requireNavOf(actor, chosen);
  else requireCultureOf(actor, chosen);
  return { ...owner, municipalities: [chosen] };
}

/** Throws AppError("validation_failed") that names each event that the owner cannot be told of. */
function requireOwnEvents(owner: WebhookOwner, events: readonly string[]): void {
  const known: readonly string[] = eventsOf(owner);
  const errors = events.flatMap((event, at) =>
    known.includes(event)
      ? []
      : [{ path: `events[${at}]`, code: "invalid", message: `must be one of ${known.join(", ")}` }],
  );
  if (errors.length === 0) return;
  throw new AppError("validation_failed", "You cannot be told of some of these events.", {
    errors,
  });
}

/**
 * Creates a webhook for the future events of the provider, or of NAV or the culture office in the municipality, which
 * can be left out by an actor of one. What signs them is returned once. Throws AppError "forbidden",
 * "validation_failed" for another's events and for an address that is not https on the public internet (outside
 * production any is accepted), or "conflict" at the owner's limit.
 */
export async function createWebhook(
  { clock, config, db, keyRing }: Pick<NestableDeps, "clock" | "config" | "db" | "keyRing">,
  {
    actor,
    url,
    events,
    municipality,
    signature = "v1",
  }: {
    actor: Actor;
    municipality?: string | undefined;
    signature?: WebhookSignature;
  } & Pick<Webhook, "url" | "events">,
): Promise<Webhook & { secret: string | null }> {
  const owner = ownerOf(actor, municipality);
  requireOwnEvents(owner, events);
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
    if (owner.providerId === undefined) await lockMunicipality(trx, owner.municipalities[0] ?? "");
    else await lockProvider(trx, owner.providerId);
    const { length } = await webhooksOf(trx, owner);
    if (length >= maxWebhooks) {
      const detail = `There are ${maxWebhooks} webhooks, as many as there can be; remove one first.`;
      throw new AppError("conflict", detail);
    }
    const created = await insertWebhook(trx, {
      id,
      providerId: owner.providerId,
      municipality: owner.municipalities?.[0],
      ofOffice: owner.ofOffice === true,
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
