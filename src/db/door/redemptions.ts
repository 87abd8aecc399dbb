import type { ScanOutcome } from "../../domain/door/extra-admission.ts";
import type { Trx } from "../connect.ts";
import { sql } from "../sql.ts";

export interface Redemption {
  doorDeviceId: string;
  scanId: string;
  /** null: the barcode named no ticket. An anonymised one is not recorded. */
  serialNumber: string | null;
  offerId: string | null;
  scannedAt: Date;
  receivedAt: Date;
  outcome: ScanOutcome;
  /** Position from 1 of the part that was named, in the ticket's offer. */
  part: number | null;
}

/** Records the scan and returns its id; undefined when the device has sent this scan id before. */
export async function insertRedemption(trx: Trx, scan: Redemption): Promise<string | undefined> {
  const refused = { reason: null, admitted: 0, usesLeft: null };
  const [id] = await sql(trx, { ...scan, ...refused, ...scan.outcome }).column<string>(`
    insert into redemptions (door_device_id, scan_id, serial_number, offer_id, scanned_at,
      received_at, accepted, reason, admitted, uses_left, part, complimentary, municipality_number)
    select :doorDeviceId::uuid, :scanId, case when erased_at is null then serial_number end,
      :offerId::uuid, :scannedAt::timestamptz, :receivedAt::timestamptz, :accepted::boolean, :reason,
      :admitted::int, :usesLeft::int, :part::int, coalesce(complimentary, false),
      case when erased_at is not null then municipality_number end
    from (select) as scan left join passes on serial_number = :serialNumber
    on conflict (door_device_id, scan_id) do nothing
    returning id`);
  return id;
}
