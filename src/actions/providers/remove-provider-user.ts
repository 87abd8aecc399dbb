import { recordAudits, recordAudit } from "../../db/audit.ts";
import { revokeDoorDevice } from "../../db/door/door-devices.ts";
import { setApiKeyRevoked } from "../../db/integrations/api-keys.ts";
import { deleteProviderUser } from "../../db/providers/provider-users.ts";
import type { Actor, Deps } from "../deps.ts";
import { lastOwnerError, lockProviderUser } from "./lock-provider-user.ts";
import { tokensMadeBy } from "./get-provider-user-tokens.ts";
import { unitOfWork } from "../unit-of-work.ts";

/**
 * Deletes a user with the address; access ends at once. The keys that the user made are revoked but for `keepKeys`: who
 * made one may know it. The scanners stay but for `removeScanners`: a door must not go dark unannounced. Throws AppError
 * "forbidden" for all but owners, "not_found" for another provider's user, "illegal_state" for the last owner.
 */
export async function removeProviderUser(
  { clock, db, keyRing }: Pick<Deps, "clock" | "db" | "keyRing">,
  {
    actor,
    userId,
    keepKeys = [],
    removeScanners = [],
  }: { actor: Actor; userId: string; keepKeys?: string[]; removeScanners?: string[] },
): Promise<void> {
  const at = clock.now();
  await unitOfWork({ db }, async ({ trx }) => {
    const { person, isLastOwner } = await lockProviderUser(trx, keyRing, { actor, userId });
    if (isLastOwner) throw lastOwnerError();
    const { providerId } = person;
    const { keys, scanners } = await tokensMadeBy(trx, { providerId, userId, now: at });
    const revoked = keys.map(({ id }) => id).filter((id) => !keepKeys.includes(id));
    const removed = scanners.map(({ id }) => id).filter((id) => removeScanners.includes(id));
    for (const id of revoked) await setApiKeyRevoked(trx, { id, providerId, at });
    for (const id of removed) await revokeDoorDevice(trx, { id, providerId, at });
    await deleteProviderUser(trx, person);
    const by = { actor: actor.id };
    await recordAudits(trx, { ...by, action: "api_key.revoked", subjects: revoked });
    await recordAudits(trx, { ...by, action: "door_device.removed", subjects: removed });
    await recordAudit(trx, { ...by, action: "provider_user.removed", subject: userId });
  });
}
