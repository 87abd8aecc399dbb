import type { Texts } from "../../domain/language.ts";
import type { RedeemablePass, RedemptionReason } from "../../domain/door/redemption.ts";
import type { PassState } from "../../domain/passes/pass.ts";
import type { Db, Trx } from "../connect.ts";

/** A ticket at the door: what the rules ask, and what door staff are shown. Never who holds it. */
export interface TicketAtDoor extends Omit<RedeemablePass, "usedThatDay"> {
  serialNumber: string;
  offerId: string;
  title: Texts;
  admits: number;
}

/** The ticket, locked until the transaction ends, so that two doors decide one after the other. */
export async function lockTicketAtDoor(
  trx: Trx,
  serialNumber: string,
): Promise<TicketAtDoor | undefined> {
  const { rows } = await trx.raw<{
    rows: {
      offer_id: string;
      provider_id: string;
      state: PassState;
      uses_left: number | null;
      ended_at: Date | null;
      title: Texts;
      companions: number;
      valid_from: Date;
      valid_until: Date;
      weekdays: number[] | null;
      blackout: [string, string][] | null;
      uses_per_day: number | null;
    }[];
  }>(
    `select passes.offer_id, offers.provider_id, passes.state, passes.uses_left, passes.ended_at,
       offers.title, offers.companions, offers.valid_from, offers.valid_until, offers.weekdays,
       offers.blackout, offers.uses_per_day
     from passes join offers on offers.id = passes.offer_id
     where passes.serial_number = ?
     for no key update of passes`,
    [serialNumber],
  );
  const [row] = rows;
  return (
    row && {
      serialNumber,
      offerId: row.offer_id,
      providerId: row.provider_id,
      state: row.state,
      usesLeft: row.uses_left,
      endedAt: row.ended_at,
      title: row.title,
      admits: 1 + row.companions,
      validity: { from: row.valid_from, until: row.valid_until },
      weekdays: row.weekdays ?? undefined,
      blackout: row.blackout ?? undefined,
      usesPerDay: row.uses_per_day ?? undefined,
    }
  );
}

/** Accepted uses of a ticket in a half-open period. */
export async function countUses(
  trx: Trx,
  serialNumber: string,
  { from, until }: { from: Date; until: Date },
): Promise<number> {
  const { rows } = await trx.raw<{ rows: [{ uses: number }] }>(
    `select count(*)::int as uses from redemptions
     where accepted and serial_number = ? and scanned_at >= ? and scanned_at < ?`,
    [serialNumber, from, until],
  );
  return rows[0].uses;
}

export interface Redemption {
  doorDeviceId: string;
  scanId: string;
  /** null: the barcode named no ticket. */
  serialNumber: string | null;
  offerId: string | null;
  scannedAt: Date;
  receivedAt: Date;
  outcome:
    | { accepted: true; admitted: number; usesLeft: number | null }
    | { accepted: false; reason: RedemptionReason };
}

/** Records the scan and answers its id; undefined when this device has already sent this scan id. */
export async function insertRedemption(trx: Trx, scan: Redemption): Promise<string | undefined> {
  const { outcome } = scan;
  const { rows } = await trx.raw<{ rows: { id: string }[] }>(
    `insert into redemptions (door_device_id, scan_id, serial_number, offer_id, scanned_at,
       received_at, accepted, reason, admitted, uses_left)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     on conflict (door_device_id, scan_id) do nothing
     returning id`,
    [
      scan.doorDeviceId,
      scan.scanId,
      scan.serialNumber,
      scan.offerId,
      scan.scannedAt,
      scan.receivedAt,
      outcome.accepted,
      outcome.accepted ? null : outcome.reason,
      outcome.accepted ? outcome.admitted : 0,
      outcome.accepted ? outcome.usesLeft : null,
    ],
  );
  return rows[0]?.id;
}

/** Counts a use. Who shows a ticket has it, so from now on it cannot lapse as never fetched. */
export async function countUse(
  trx: Trx,
  serialNumber: string,
  { usesLeft, nextState, at }: { usesLeft: number | null; nextState: PassState; at: Date },
): Promise<void> {
  await trx.raw(
    `update passes
     set uses_left = ?::int, state = ?, fetched_at = coalesce(fetched_at, ?),
       ended_at = case when ? = 'used' then ?::timestamptz else ended_at end
     where serial_number = ?`,
    [usesLeft, nextState, at, nextState, at, serialNumber],
  );
}

/** What an earlier scan was answered. */
export interface EarlierScan {
  serialNumber: string | null;
  outcome: Redemption["outcome"];
  title: Texts | null;
  admits: number | null;
}

export async function findScan(
  db: Db,
  doorDeviceId: string,
  scanId: string,
): Promise<EarlierScan | undefined> {
  const { rows } = await db.raw<{
    rows: {
      serial_number: string | null;
      accepted: boolean;
      reason: RedemptionReason | null;
      admitted: number;
      uses_left: number | null;
      title: Texts | null;
      admits: number | null;
    }[];
  }>(
    `select redemptions.serial_number, redemptions.accepted, redemptions.reason,
       redemptions.admitted, redemptions.uses_left, offers.title, 1 + offers.companions as admits
     from redemptions left join offers on offers.id = redemptions.offer_id
     where redemptions.door_device_id = ? and redemptions.scan_id = ?`,
    [doorDeviceId, scanId],
  );
  const [row] = rows;
  if (!row) return undefined;
  return {
    serialNumber: row.serial_number,
    outcome:
      row.reason === null
        ? { accepted: true, admitted: row.admitted, usesLeft: row.uses_left }
        : { accepted: false, reason: row.reason },
    title: row.title,
    admits: row.admits,
  };
}
