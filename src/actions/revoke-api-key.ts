import { setApiKeyRevoked } from "../db/api-keys.ts";
import { recordAudit } from "../db/audit.ts";
import { isUuid } from "../domain/is-uuid.ts";
import { AppError } from "../errors.ts";
import type { Actor, Deps } from "./deps.ts";
import { requireOwner } from "./require-owner.ts";

/**
 * Stops an API key at once; safe to repeat. Throws AppError "forbidden" for anyone but an owner,
 * "not_found" for another provider's.
 */
export async function revokeApiKey(
  { clock, db, keyRing }: Pick<Deps, "clock" | "db" | "keyRing">,
  { actor, id }: { actor: Actor; id: string },
): Promise<void> {
  const { providerId } = await requireOwner({ db, keyRing }, actor);
  const at = clock.now();
  await db.transaction(async (trx) => {
    if (!isUuid(id) || !(await setApiKeyRevoked(trx, { id, providerId, at }))) {
      throw new AppError("not_found", "You have no such key.");
    }
    await recordAudit(trx, { actor: actor.id, action: "api_key.revoked", subject: id });
  });
}
