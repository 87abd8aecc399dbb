import type { Admission } from "../../domain/door/extra-admission.ts";
import type { RedemptionReason } from "../../domain/door/redemption.ts";
import type { Trx } from "../connect.ts";
import { ticketLine } from "../ticket-line.ts";
import { sql } from "../sql.ts";

/** The scans that took a use of the ticket, which is locked, or of those that it has replaced. */
export function admissionsOf(trx: Trx, serialNumber: string): Promise<Admission[]> {
  return sql(trx, { serialNumber }).rows(`
    select id, scanned_at, door_device_id, scan_id from counted_redemptions
    where serial_number = ${ticketLine(":serialNumber")}`);
}

/** The ticket's extra admissions for one of the reasons that were not undone. */
export function extraAdmissionsOf(
  trx: Trx,
  serialNumber: string,
  reasons: RedemptionReason[],
): Promise<Admission[]> {
  return sql(trx, { serialNumber, reasons }).rows(`
    select redemptions.id, scanned_at, door_device_id, scan_id
    from redemptions join extra_admissions on extra_admissions.redemption_id = redemptions.id
    where serial_number = ${ticketLine(":serialNumber")} and accepted and extra_admissions.reason = any(:reasons::text[])
      and not exists (
        select from redemption_undos where redemption_undos.redemption_id = redemptions.id)`);
}

/** Lets an extra admission take a use. */
export async function deleteExtraAdmission(trx: Trx, redemptionId: string): Promise<void> {
  await sql(trx, { redemptionId }).count(
    "delete from extra_admissions where redemption_id = :redemptionId",
  );
}

/** Records that a redemption took no use, and by which rule. */
export async function insertExtraAdmission(
  trx: Trx,
  extra: { redemptionId: string; reason: RedemptionReason },
): Promise<void> {
  await sql(trx, extra).count(`
    insert into extra_admissions (redemption_id, reason) values (:redemptionId, :reason)`);
}
