import type { Period } from "../../domain/period.ts";
import type { Db } from "../connect.ts";
import { sql } from "../sql.ts";

export interface DoorToday {
  name: string;
  /** People that this scanner let in during the period. */
  admissions: number;
  /** When its token ends; null: never. */
  expiresAt: Date | null;
}

/** A scanner's name, its end, and its counted admissions in a half-open period. */
export function doorToday(db: Db, doorDeviceId: string, period: Period): Promise<DoorToday> {
  return sql(db, { doorDeviceId, ...period }).onlyRow(`
    select name, expires_at, (
      select coalesce(sum(admitted), 0)::int from counted_redemptions
      where door_device_id = :doorDeviceId and scanned_at >= :from and scanned_at < :until
    ) as admissions
    from door_devices where id = :doorDeviceId`);
}
