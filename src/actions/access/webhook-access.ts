import type { Trx } from "../../db/connect.ts";
import { lockWebhook } from "../../db/integrations/webhooks.ts";
import { isUuid } from "../../domain/is-uuid.ts";
import { AppError } from "../../errors.ts";
import type { WebhookOwner } from "../../domain/integrations/webhook-events.ts";
import type { Actor } from "../deps.ts";

/** For an unknown webhook or delivery, or another owner's. */
export const webhookNotFound = () => new AppError("not_found", "You have no such webhook.");

/**
 * Whose webhooks the actor manages: the provider's own, or those of NAV or the culture office in its municipalities.
 * Throws AppError("forbidden").
 */
export function requireWebhookOwner(actor: Actor): WebhookOwner {
  if (actor.role === "provider") return { providerId: actor.providerId };
  if (actor.role === "nav") return { municipalities: actor.municipalities };
  if (actor.role === "culture") return { municipalities: actor.municipalities, ofOffice: true };
  throw new AppError("forbidden", "This is not for your role.");
}

/** The actor's own webhook, locked. Throws AppError "forbidden" or "not_found". */
export async function lockOwnWebhook(trx: Trx, actor: Actor, webhookId: string) {
  const owner = requireWebhookOwner(actor);
  const webhook = isUuid(webhookId) ? await lockWebhook(trx, owner, webhookId) : undefined;
  if (!webhook) throw webhookNotFound();
  return webhook;
}
