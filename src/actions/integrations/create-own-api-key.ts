import { lockProvider } from "../../db/providers/providers.ts";
import type { Actor, Deps } from "../deps.ts";
import { requireOwner } from "../access/require-owner.ts";
import { requireProvider } from "../access/require-provider.ts";
import { unitOfWork } from "../unit-of-work.ts";
import { createApiKey } from "./create-api-key.ts";

/**
 * Creates an API key of the owner's provider, returned once. It waits for a removal of that owner, which revokes the
 * owner's keys. Throws AppError("forbidden") for all but owners.
 */
export async function createOwnApiKey(
  { clock, config, db, keyRing }: Pick<Deps, "clock" | "config" | "db" | "keyRing">,
  { actor, name }: { actor: Actor; name: string },
): Promise<{ key: string }> {
  return unitOfWork({ db }, async ({ trx }) => {
    const providerId = requireProvider(actor);
    await lockProvider(trx, providerId);
    await requireOwner({ db: trx, keyRing }, actor);
    return createApiKey(
      { clock, config, db: trx },
      { role: "provider", providerId, name, actor, person: actor.id },
    );
  });
}
