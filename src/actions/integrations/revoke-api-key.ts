import { setApiKeyRevoked } from "../../db/integrations/api-keys.ts";
import { recordAudit } from "../../db/audit.ts";
import { isUuid } from "../../domain/is-uuid.ts";
import { AppError } from "../../errors.ts";
import type { Actor, Deps } from "../deps.ts";
import { unitOfWork } from "../unit-of-work.ts";

/**
 * Revokes an API key, of that provider if one is given. Idempotent. Throws AppError("not_found")
 * when there is none.
 */
export async function revokeApiKey(
  { clock, db }: Pick<Deps, "clock" | "db">,
  { actor, ...key }: { actor: Actor; id: string; providerId?: string },
): Promise<void> {
  const at = clock.now();
  await unitOfWork({ db }, async ({ trx }) => {
    if (!isUuid(key.id) || !(await setApiKeyRevoked(trx, { ...key, at }))) {
      throw new AppError("not_found", "There is no such key.");
    }
    await recordAudit(trx, { actor: actor.id, action: "api_key.revoked", subject: key.id });
  });
}
