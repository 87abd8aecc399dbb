import type { PassesUpdatedSince } from "../../domain/apple/passes-updated-since-tag.ts";
import type { Db, Trx } from "../connect.ts";

export interface Registration {
  deviceLibraryIdentifier: string;
  serialNumber: string;
}

/**
 * Registers the device for the ticket, with the push token it has now. True when the registration is
 * new. The device's row is locked first: its registrations become visible in their order.
 */
export async function upsertRegistration(
  trx: Trx,
  { deviceLibraryIdentifier, serialNumber }: Registration,
  pushToken: string,
  at: Date,
): Promise<boolean> {
  await trx.raw(
    `insert into devices (device_library_identifier, push_token, updated_at) values (?, ?, ?)
     on conflict (device_library_identifier)
     do update set push_token = excluded.push_token, updated_at = excluded.updated_at`,
    [deviceLibraryIdentifier, pushToken, at],
  );
  const { rows } = await trx.raw<{ rows: unknown[] }>(
    `insert into registrations (device_library_identifier, serial_number, created_at, version)
     select ?, serial_number, ?, version from passes where serial_number = ?
     on conflict do nothing returning 1`,
    [deviceLibraryIdentifier, at, serialNumber],
  );
  return rows.length > 0;
}

/** Ends a registration, whether there is one or not. The push token goes with the device's last one. */
export async function deleteRegistration(
  trx: Trx,
  { deviceLibraryIdentifier, serialNumber }: Registration,
): Promise<void> {
  // A registration that comes at the same moment waits here, or is seen by the last statement.
  await trx.raw("select from devices where device_library_identifier = ? for update", [
    deviceLibraryIdentifier,
  ]);
  await trx.raw(
    "delete from registrations where device_library_identifier = ? and serial_number = ?",
    [deviceLibraryIdentifier, serialNumber],
  );
  await trx.raw(
    `delete from devices where device_library_identifier = ? and not exists (
       select from registrations
       where registrations.device_library_identifier = devices.device_library_identifier)`,
    [deviceLibraryIdentifier],
  );
}

/**
 * The device's tickets that changed after the mark, or came to the device after it and had changed
 * before; and the mark to ask with next. Without a mark, or with one that was never given out (as
 * after a restored backup), all. Undefined: nothing.
 */
export async function findUpdatedPasses(
  db: Db,
  deviceLibraryIdentifier: string,
  { change, registration }: PassesUpdatedSince = { change: -1, registration: -1 },
): Promise<{ serialNumbers: string[]; mark: PassesUpdatedSince } | undefined> {
  const { rows } = await db.raw<{
    rows: { serial_number: string; change_number: number; number: number; known: boolean }[];
  }>(
    `select registrations.serial_number, passes.change_number, registrations.number, given.known
     from (
       select ?::bigint <= pass_changes.last_value
         and ?::bigint <= registration_numbers.last_value as known
       from pass_changes, registration_numbers
     ) as given, registrations
     join passes on passes.serial_number = registrations.serial_number
     where registrations.device_library_identifier = ? and (
       not given.known or passes.change_number > ?
       or registrations.number > ? and passes.version > 1)
     order by passes.change_number, registrations.serial_number`,
    [change, registration, deviceLibraryIdentifier, change, registration],
  );
  if (rows.length === 0) return undefined;
  const start = rows[0]?.known ? { change, registration } : { change: 0, registration: 0 };
  return {
    serialNumbers: rows.map(({ serial_number }) => serial_number),
    mark: rows.reduce(
      (mark, { change_number, number }) => ({
        change: Math.max(mark.change, change_number),
        registration: Math.max(mark.registration, number),
      }),
      start,
    ),
  };
}

/** What a phone's request is held against. */
export interface PhonePass {
  tokenKeyId: string | null;
  /** Whole seconds. */
  lastModified: Date;
}

export async function findPhonePass(db: Db, serialNumber: string): Promise<PhonePass | undefined> {
  return db("passes")
    .where({ serial_number: serialNumber })
    .first<PhonePass | undefined>({ tokenKeyId: "token_key_id", lastModified: "last_modified" });
}
