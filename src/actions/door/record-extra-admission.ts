import type { Trx } from "../../db/connect.ts";
import { admissionsOf, insertExtraAdmission } from "../../db/door/extra-admissions.ts";
import type { TicketAtDoor } from "../../db/door/redemptions.ts";
import { extraAdmissions, whenAdmittedOffline } from "../../domain/door/extra-admission.ts";
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
