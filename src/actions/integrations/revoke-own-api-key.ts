import type { Actor, Deps } from "../deps.ts";
import { requireOwner } from "../access/require-owner.ts";
import { revokeApiKey } from "./revoke-api-key.ts";

/**
 * Revokes an API key. Idempotent. Throws AppError "forbidden" for all but owners, "not_found" for
 * another provider's.
 */
export async function revokeOwnApiKey(
  deps: Pick<Deps, "clock" | "db" | "keyRing">,
  { actor, id }: { actor: Actor; id: string },
): Promise<void> {
  const { providerId } = await requireOwner(deps, actor);
  await revokeApiKey(deps, { actor, id, providerId });
}
