import type { Admission } from "../../domain/door/extra-admission.ts";
import type { RedemptionReason } from "../../domain/door/redemption.ts";
import type { Trx } from "../connect.ts";
import { sql } from "../sql.ts";

/** The scans that took a use of the ticket, which is locked. */
export function admissionsOf(trx: Trx, serialNumber: string): Promise<Admission[]> {
  return sql(trx, { serialNumber }).rows(`
    select id, scanned_at, door_device_id, scan_id from counted_redemptions
    where serial_number = :serialNumber`);
}

/** Records that a redemption took no use, and by which rule. */
export async function insertExtraAdmission(
  trx: Trx,
  extra: { redemptionId: string; reason: RedemptionReason },
): Promise<void> {
  await sql(trx, extra).count(`
    insert into extra_admissions (redemption_id, reason) values (:redemptionId, :reason)`);
}
