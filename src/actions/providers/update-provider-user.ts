import { recordAudit } from "../../db/audit.ts";
import { setProviderUserRole } from "../../db/providers/provider-users.ts";
import type { ProviderUserRole } from "../../domain/providers/provider-user.ts";
import type { Actor, Deps } from "../deps.ts";
import { lastOwnerError, lockProviderUser } from "./lock-provider-user.ts";
import { unitOfWork } from "../unit-of-work.ts";

/**
 * Sets a user's role. Throws AppError "forbidden" for all but owners, "not_found" for another
 * provider's user, "illegal_state" for the last owner.
 */
export async function updateProviderUser(
  { db, keyRing }: Pick<Deps, "db" | "keyRing">,
  { actor, userId, role }: { actor: Actor; userId: string; role: ProviderUserRole },
): Promise<void> {
  await unitOfWork({ db }, async ({ trx }) => {
    const { person, isLastOwner } = await lockProviderUser(trx, keyRing, { actor, userId });
    if (person.role === role) return;
    if (role === "staff" && isLastOwner) throw lastOwnerError();
    await setProviderUserRole(trx, { id: userId, role });
    await recordAudit(trx, {
      actor: actor.id,
      action: "provider_user.changed",
      subject: userId,
      detail: { role },
    });
  });
}
