import { recordAudit } from "../db/audit.ts";
import { deleteProviderUser, usersOfProvider } from "../db/provider-users.ts";
import { lockProvider } from "../db/providers.ts";
import { AppError } from "../errors.ts";
import type { Actor, Deps } from "./deps.ts";
import { requireOwner } from "./require-owner.ts";

/**
 * Takes a person's access away at once; nothing of the address is kept. Throws AppError "forbidden"
 * for anyone but an owner, "not_found" for another provider's, "illegal_state" for the last owner.
 */
export async function removeProviderUser(
  { db, keyRing }: Pick<Deps, "db" | "keyRing">,
  { actor, userId }: { actor: Actor; userId: string },
): Promise<void> {
  const { providerId } = await requireOwner({ db, keyRing }, actor);
  await db.transaction(async (trx) => {
    // One at a time, so that two owners cannot remove each other at the same moment.
    await lockProvider(trx, providerId);
    const users = await usersOfProvider(trx, keyRing, providerId);
    const user = users.find(({ id }) => id === userId);
    if (!user) throw new AppError("not_found", "You have no such person.");
    if (!users.some(({ id, role }) => role === "owner" && id !== userId)) {
      throw new AppError("illegal_state", "The last owner stays; make another one first.");
    }
    await deleteProviderUser(trx, { id: userId, providerId });
    await recordAudit(trx, { actor: actor.id, action: "provider_user.removed", subject: userId });
  });
}
