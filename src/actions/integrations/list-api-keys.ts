import { expiryAt, type Expiry } from "../../domain/expiry.ts";
import { apiKeysOf, type ListedApiKey } from "../../db/integrations/api-keys.ts";
import type { Actor, Deps } from "../deps.ts";
import { requireOwner } from "../access/require-owner.ts";

/**
 * The provider's API keys, also those that have ended, without their secrets. Throws AppError("forbidden") for all
 * but owners.
 */
export async function listApiKeys(
  { clock, db, keyRing }: Pick<Deps, "clock" | "db" | "keyRing">,
  { actor }: { actor: Actor },
): Promise<(ListedApiKey & { expiry: Expiry })[]> {
  const { providerId } = await requireOwner({ db, keyRing }, actor);
  const now = clock.now();
  const keys = await apiKeysOf(db, providerId);
  return keys.map((key) => ({ ...key, expiry: expiryAt(key.expiresAt, now) }));
}
