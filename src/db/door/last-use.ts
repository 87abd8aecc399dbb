import type { Db } from "../connect.ts";
import { ticketLine } from "../ticket-line.ts";
import { sql } from "../sql.ts";

export interface LastUse {
  doorDeviceId: string;
  scanId: string;
  /** Whole seconds between it and the instant that was asked for. */
  secondsAgo: number;
}

/** The latest counted use of a ticket, or of one of its parts, at or before the instant. */
export async function findLastUse(
  db: Db,
  { serialNumber, part = 1 }: { serialNumber: string; part?: number | undefined },
  at: Date,
): Promise<LastUse | undefined> {
  return sql(db, { serialNumber, part, at }).row(`
    select door_device_id, scan_id,
      floor(extract(epoch from :at::timestamptz - scanned_at))::int as seconds_ago
    from part_uses
    where serial_number = ${ticketLine(":serialNumber")} and scanned_at <= :at
      and coalesce(part, 1) = :part::int
    order by scanned_at desc limit 1`);
}
