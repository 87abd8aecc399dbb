import { recordAudit } from "../../db/audit.ts";
import {
  previousSecretPlace,
  setWebhookSecret,
  webhookSecretPlace,
} from "../../db/integrations/webhooks.ts";
import { lockOwnWebhook } from "../access/webhook-access.ts";
import type { Actor, NestableDeps } from "../deps.ts";
import { unitOfWork } from "../unit-of-work.ts";
import { createWebhookSecret, shownSecret } from "./webhook-secret.ts";

const overlapMs = 24 * 3_600_000;

/**
 * Renews a webhook's signing secret. For 24 hours events are signed with the old one as well, so that the
 * receiver can change over in between. Throws AppError "forbidden" or "not_found".
 */
export async function renewWebhookSecret(
  { clock, db, keyRing }: Pick<NestableDeps, "clock" | "db" | "keyRing">,
  { actor, webhookId: id }: { actor: Actor; webhookId: string },
): Promise<{ secret: string | null; publicKey: string | null; previousUntil: Date }> {
  const previousUntil = new Date(clock.now().getTime() + overlapMs);
  return unitOfWork({ db }, async ({ trx }) => {
    const { secretSealed, publicKey } = await lockOwnWebhook(trx, actor, id);
    const previous = keyRing.decrypt(webhookSecretPlace(id), secretSealed);
    const renewed = createWebhookSecret(publicKey === null ? "v1" : "v1a");
    await setWebhookSecret(trx, {
      id,
      secretSealed: keyRing.encrypt(webhookSecretPlace(id), renewed.secret),
      publicKey: renewed.publicKey,
      previousSealed: keyRing.encrypt(previousSecretPlace(id), previous),
      previousUntil,
    });
    await recordAudit(trx, { actor: actor.id, action: "webhook.secret_renewed", subject: id });
    const { publicKey: newKey } = renewed;
    return { secret: shownSecret(renewed), publicKey: newKey, previousUntil };
  });
}
