import { webhooksOf } from "../db/webhooks.ts";
import type { Webhook } from "../domain/webhook.ts";
import type { Actor, Deps } from "./deps.ts";
import { providerOf } from "./provider-of.ts";

/** The provider's webhooks, without their secrets. Throws AppError("forbidden"). */
export async function listWebhooks(
  { db }: Pick<Deps, "db">,
  { actor }: { actor: Actor },
): Promise<Webhook[]> {
  return webhooksOf(db, providerOf(actor));
}
