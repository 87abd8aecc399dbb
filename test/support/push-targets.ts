import type { Pool } from "../../src/db/connect.ts";

/** A phone to push to, once for all of the tickets. */
interface PushTarget {
  pushToken: string;
  /** The newest registration with this token: an older word of its death no longer counts. */
  registeredAt: Date;
  /** Those of the tickets that it holds. */
  serialNumbers: string[];
}

/** Whom to tell of a change of the tickets: each push token once, however many devices and tickets share it. */
export async function pushTargets(db: Pool, serialNumbers: string[]): Promise<PushTarget[]> {
  const { rows } = await db.raw<{ rows: PushTarget[] }>(
    `select devices.push_token as "pushToken", max(devices.updated_at) as "registeredAt",
       array_agg(distinct registrations.serial_number) as "serialNumbers"
     from registrations
     join devices on devices.device_library_identifier = registrations.device_library_identifier
     where registrations.serial_number = any(?::text[])
     group by devices.push_token`,
    [serialNumbers],
  );
  return rows;
}
