import type { Actor, Deps } from "./deps.ts";
import { requireOwner } from "./require-owner.ts";
import { stopApiKey } from "./stop-api-key.ts";

/**
 * Stops an API key at once; safe to repeat. Throws AppError "forbidden" for anyone but an owner,
 * "not_found" for another provider's.
 */
export async function revokeApiKey(
  deps: Pick<Deps, "clock" | "db" | "keyRing">,
  { actor, id }: { actor: Actor; id: string },
): Promise<void> {
  const { providerId } = await requireOwner(deps, actor);
  await stopApiKey(deps, { actor, id, providerId });
}
