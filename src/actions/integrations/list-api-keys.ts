import { apiKeysOf, type ListedApiKey } from "../../db/integrations/api-keys.ts";
import type { Actor, Deps } from "../deps.ts";
import { requireOwner } from "../access/require-owner.ts";

/**
 * The provider's API keys, without their secrets. Throws AppError("forbidden") for all but owners.
 */
export async function listApiKeys(
  { db, keyRing }: Pick<Deps, "db" | "keyRing">,
  { actor }: { actor: Actor },
): Promise<ListedApiKey[]> {
  const { providerId } = await requireOwner({ db, keyRing }, actor);
  return apiKeysOf(db, providerId);
}
