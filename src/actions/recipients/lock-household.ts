import type { Trx } from "../../db/connect.ts";
import { householdMembers, siblingIdsOf } from "../../db/recipients/household-members.ts";
import { lockRecipients } from "../../db/recipients/recipients.ts";
import type { HouseholdMember } from "../../domain/recipients/shown-children.ts";
import { AppError } from "../../errors.ts";
import type { KeyRing } from "../../key-ring.ts";

const maxTries = 5;

/**
 * Locks recipients and the others of their households and municipalities, in the order of their ids, and returns the
 * ids of those others by recipient. Who came in before the locks were there is locked, too, on another try. Throws
 * AppError("conflict") when that never ends.
 */
export async function lockHouseholds(
  trx: Trx,
  recipientIds: readonly string[],
): Promise<Map<string, string[]>> {
  if (recipientIds.length === 0) return new Map();
  const locked = new Set<string>();
  for (let tries = 1; tries <= maxTries; tries++) {
    const siblings = await siblingIdsOf(trx, recipientIds);
    const now = [...recipientIds, ...[...siblings.values()].flat()];
    if (tries > 1 && now.every((id) => locked.has(id))) return siblings;
    for (const id of now) locked.add(id);
    await lockRecipients(trx, [...locked]);
  }
  throw new AppError("conflict", "The household keeps changing; try again.", { isPassing: true });
}

/** Locks a recipient as `lockHouseholds`, and returns the members of its household as they are then. */
export async function lockHousehold(
  trx: Trx,
  keyRing: KeyRing,
  recipientId: string,
): Promise<HouseholdMember[]> {
  await lockHouseholds(trx, [recipientId]);
  return householdMembers(trx, keyRing, recipientId);
}
