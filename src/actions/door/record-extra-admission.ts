import type { Trx } from "../../db/connect.ts";
import {
  admissionsOf,
  deleteExtraAdmission,
  extraAdmissionsOf,
  insertExtraAdmission,
} from "../../db/door/extra-admissions.ts";
import type { TicketAtDoor } from "../../db/door/ticket-at-door.ts";
import {
  contestedReasons,
  extraAdmissions,
  heirOfUndone,
  whenAdmittedOffline,
} from "../../domain/door/extra-admission.ts";
import type { RedemptionReason } from "../../domain/door/redemption.ts";

/**
 * Records which scan of a locked ticket takes no use, after a redemption was inserted that the rules
 * refuse and the scanner admitted: that one, or a later one that arrived earlier. Returns whether it is
 * that one.
 */
export async function recordExtraAdmission(
  trx: Trx,
  scan: { redemptionId: string; reason: RedemptionReason; ticket: TicketAtDoor },
): Promise<boolean> {
  const { redemptionId, reason, ticket } = scan;
  const isContested = whenAdmittedOffline[reason] === "contested";
  const latest = isContested ? await latestBeyondUses(trx, ticket) : undefined;
  await insertExtraAdmission(trx, { redemptionId: latest ?? redemptionId, reason });
  return latest === undefined || latest === redemptionId;
}

async function latestBeyondUses(
  trx: Trx,
  { serialNumber, usesLeft, usesPerDay }: TicketAtDoor,
): Promise<string | undefined> {
  const admissions = await admissionsOf(trx, serialNumber);
  const uses = admissions.length - 1 + (usesLeft ?? Infinity);
  return extraAdmissions(admissions, { uses, usesPerDay }).at(-1)?.id;
}

/**
 * Gives the use of a redemption that was just undone to an extra admission of the locked ticket, whose
 * `usesLeft` does not count that use. Returns the redemption that takes it; undefined when none does.
 */
export async function passUseOn(
  trx: Trx,
  { serialNumber, usesLeft, usesPerDay }: TicketAtDoor,
): Promise<string | undefined> {
  const extra = await extraAdmissionsOf(trx, serialNumber, contestedReasons);
  if (extra.length === 0) return undefined;
  const taken = await admissionsOf(trx, serialNumber);
  const uses = taken.length + 1 + (usesLeft ?? Infinity);
  const heir = heirOfUndone({ taken, extra }, { uses, usesPerDay });
  if (heir) await deleteExtraAdmission(trx, heir.id);
  return heir?.id;
}
