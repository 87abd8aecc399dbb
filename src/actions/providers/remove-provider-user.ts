import { recordAudit } from "../../db/audit.ts";
import { deleteProviderUser } from "../../db/providers/provider-users.ts";
import type { Actor, Deps } from "../deps.ts";
import { lastOwnerError, lockProviderUser } from "./lock-provider-user.ts";
import { unitOfWork } from "../unit-of-work.ts";

/**
 * Deletes a user with the address; access ends at once. Throws AppError "forbidden" for all but
 * owners, "not_found" for another provider's user, "illegal_state" for the last owner.
 */
export async function removeProviderUser(
  { db, keyRing }: Pick<Deps, "db" | "keyRing">,
  { actor, userId }: { actor: Actor; userId: string },
): Promise<void> {
  await unitOfWork({ db }, async ({ trx }) => {
    const { person, isLastOwner } = await lockProviderUser(trx, keyRing, { actor, userId });
    if (isLastOwner) throw lastOwnerError();
    await deleteProviderUser(trx, person);
    await recordAudit(trx, { actor: actor.id, action: "provider_user.removed", subject: userId });
  });
}
