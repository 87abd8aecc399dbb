import type { Actor, Deps } from "../deps.ts";
import { requireOwner } from "../access/require-owner.ts";
import { revokeApiKey } from "./revoke-api-key.ts";

/**
 * Stops an API key at once; safe to repeat. Throws AppError "forbidden" for anyone but an owner,
 * "not_found" for another provider's.
 */
export async function revokeOwnApiKey(
  deps: Pick<Deps, "clock" | "db" | "keyRing">,
  { actor, id }: { actor: Actor; id: string },
): Promise<void> {
  const { providerId } = await requireOwner(deps, actor);
  await revokeApiKey(deps, { actor, id, providerId });
}
