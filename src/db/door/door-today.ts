import type { Period } from "../../domain/period.ts";
import type { Db } from "../connect.ts";
import { sql } from "../sql.ts";

export interface DoorToday {
  name: string;
  /** Key of the only part of a ticket that it ticks off; null: any. */
  part: string | null;
  /** People that this scanner let in during the period, or ticked its own part off for. */
  admissions: number;
  /** When its token ends; null: never. */
  expiresAt: Date | null;
}

/** A scanner's name, its part, its end, and its counted admissions in a half-open period. */
export function doorToday(db: Db, doorDeviceId: string, period: Period): Promise<DoorToday> {
  return sql(db, { doorDeviceId, ...period }).onlyRow(`
    select name, expires_at, part, (
      select coalesce(sum(admitted), 0)::int from part_uses
      where door_device_id = :doorDeviceId and (door_devices.part is not null or coalesce(part_uses.part, 1) = 1) and scanned_at >= :from and scanned_at < :until
    ) as admissions
    from door_devices where id = :doorDeviceId`);
}
