import type { Db } from "../connect.ts";
import { ticketLine } from "../ticket-line.ts";
import { sql } from "../sql.ts";

export interface LastUse {
  doorDeviceId: string;
  scanId: string;
  /** Whole seconds between it and the instant that was asked for. */
  secondsAgo: number;
}

/** The latest counted use of a ticket at or before the instant. */
export async function findLastUse(
  db: Db,
  serialNumber: string,
  at: Date,
): Promise<LastUse | undefined> {
  return sql(db, { serialNumber, at }).row(`
    select door_device_id, scan_id,
      floor(extract(epoch from :at::timestamptz - scanned_at))::int as seconds_ago
    from counted_redemptions
    where serial_number = ${ticketLine(":serialNumber")} and scanned_at <= :at
    order by scanned_at desc limit 1`);
}
