import type { Trx } from "../../db/connect.ts";
import { householdIds, householdMembers } from "../../db/recipients/household-members.ts";
import { lockRecipients } from "../../db/recipients/recipients.ts";
import type { HouseholdMember } from "../../domain/recipients/shown-children.ts";
import { AppError } from "../../errors.ts";
import type { KeyRing } from "../../key-ring.ts";

const maxTries = 5;

/**
 * Locks a recipient and the others of its household and municipality, in the order of their ids, and returns them as
 * they are then. Who came in before the locks were there is locked, too, on another try. Throws
 * AppError("conflict") when that never ends.
 */
export async function lockHousehold(
  trx: Trx,
  keyRing: KeyRing,
  recipientId: string,
): Promise<HouseholdMember[]> {
  let locked = await householdIds(trx, recipientId);
  for (let tries = 1; tries <= maxTries; tries++) {
    await lockRecipients(trx, locked);
    const now = await householdIds(trx, recipientId);
    if (now.every((id) => locked.includes(id))) {
      return householdMembers(trx, keyRing, recipientId);
    }
    locked = now;
  }
  throw new AppError("conflict", "The household keeps changing; try again.");
}
