import type { Texts } from "../../domain/language.ts";
import type { Db, Trx } from "../connect.ts";
import { sql } from "../sql.ts";

export interface UndoableRedemption {
  id: string;
  serialNumber: string;
  offerId: string;
  title: Texts;
  receivedAt: Date;
}

/** The scanner's accepted scan of a ticket that is not anonymised. */
export function findAcceptedScan(
  db: Db,
  doorDeviceId: string,
  scanId: string,
): Promise<UndoableRedemption | undefined> {
  return sql(db, { doorDeviceId, scanId }).row(`
    select redemptions.id, serial_number, offer_id, received_at, offers.title
    from redemptions join offers on offers.id = offer_id
    where door_device_id = :doorDeviceId and scan_id = :scanId
      and accepted and serial_number is not null`);
}

/** Whether a use of the ticket, or of a part, is counted for the redemption: it is neither undone nor an extra admission. */
export async function isCounted(trx: Trx, redemptionId: string): Promise<boolean> {
  const found = await sql(trx, { redemptionId }).count(
    "select from part_uses where id = :redemptionId",
  );
  return found > 0;
}

/** Takes the redemption out of the counts; false when it is undone already. */
export async function insertUndo(trx: Trx, redemptionId: string, at: Date): Promise<boolean> {
  const inserted = await sql(trx, { redemptionId, at }).count(`
    insert into redemption_undos (redemption_id, undone_at) values (:redemptionId, :at)
    on conflict do nothing`);
  return inserted > 0;
}

/** Gives one use back to the ticket, which is locked; one that ended otherwise stays ended. */
export async function giveUseBack(trx: Trx, serialNumber: string): Promise<void> {
  await sql(trx, { serialNumber }).count(`
    update passes
    set uses_left = uses_left + 1,
      state = case when state = 'used' then 'active' else state end,
      ended_at = case when state <> 'used' then ended_at end
    where serial_number = :serialNumber and erased_at is null`);
}

/**
 * Takes back that a live ticket was fetched where that was said by a scan that arrived then and was undone alone: no
 * other scan counts, no phone shows it, and it bears no code of the provider's own.
 */
export async function forgetFetchByScan(
  trx: Trx,
  serialNumber: string,
  receivedAt: Date,
): Promise<void> {
  await sql(trx, { serialNumber, receivedAt }).count(`
    update passes set fetched_at = null
    where serial_number = :serialNumber and state = 'active' and fetched_at = :receivedAt
      and claim_until is not null and google_version = 0
      and not exists (
        select from registrations where registrations.serial_number = passes.serial_number)
      and not exists (
        select from provider_codes where provider_codes.serial_number = passes.serial_number)
      and not exists (
        select from part_uses where part_uses.serial_number = passes.serial_number)`);
}
