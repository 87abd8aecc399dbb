import { recordAudit } from "../../db/audit.ts";
import { revokeDoorDevice } from "../../db/door/door-devices.ts";
import { isUuid } from "../../domain/is-uuid.ts";
import { AppError } from "../../errors.ts";
import type { Actor, Deps } from "../deps.ts";
import { requireProvider } from "../access/require-provider.ts";
import { unitOfWork } from "../unit-of-work.ts";

/**
 * Revokes a scanner. Idempotent. Throws AppError "forbidden", "not_found" for another provider's.
 */
export async function removeDoorDevice(
  { clock, db }: Pick<Deps, "clock" | "db">,
  { actor, id }: { actor: Actor; id: string },
): Promise<void> {
  const providerId = requireProvider(actor);
  const at = clock.now();
  await unitOfWork({ db }, async ({ trx }) => {
    if (!isUuid(id) || !(await revokeDoorDevice(trx, { id, providerId, at }))) {
      throw new AppError("not_found", "You have no such scanner.");
    }
    await recordAudit(trx, { actor: actor.id, action: "door_device.removed", subject: id });
  });
}
