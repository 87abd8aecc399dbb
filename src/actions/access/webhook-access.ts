import type { Trx } from "../../db/connect.ts";
import { lockWebhook } from "../../db/integrations/webhooks.ts";
import { isUuid } from "../../domain/is-uuid.ts";
import { AppError } from "../../errors.ts";
import type { Actor } from "../deps.ts";
import { requireProvider } from "./require-provider.ts";

/** For an unknown webhook or delivery, or another provider's. */
export const webhookNotFound = () => new AppError("not_found", "You have no such webhook.");

/** The provider's own webhook, locked. Throws AppError "forbidden" or "not_found". */
export async function lockOwnWebhook(trx: Trx, actor: Actor, webhookId: string) {
  const providerId = requireProvider(actor);
  const webhook = isUuid(webhookId) ? await lockWebhook(trx, providerId, webhookId) : undefined;
  if (!webhook) throw webhookNotFound();
  return webhook;
}
