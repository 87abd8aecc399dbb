import type { PassesUpdatedSince } from "../../domain/apple/passes-updated-since-tag.ts";
import type { Db, Trx } from "../connect.ts";
import { sql } from "../sql.ts";

export interface Registration {
  deviceLibraryIdentifier: string;
  serialNumber: string;
}

/**
 * Registers the device for the ticket and stores its push token. True when the registration is new.
 * The device's row is locked first: its registrations become visible in their order.
 */
export async function upsertRegistration(
  trx: Trx,
  registration: Registration,
  pushToken: string,
  at: Date,
): Promise<boolean> {
  const { count } = sql(trx, { ...registration, pushToken, at });
  await count(`
    insert into devices (device_library_identifier, push_token, updated_at)
    values (:deviceLibraryIdentifier, :pushToken, :at)
    on conflict (device_library_identifier)
    do update set push_token = excluded.push_token, updated_at = excluded.updated_at`);
  const inserted = await count(`
    insert into registrations (device_library_identifier, serial_number, created_at, version)
    select :deviceLibraryIdentifier, serial_number, :at, version
    from passes where serial_number = :serialNumber
    on conflict do nothing`);
  return inserted > 0;
}

/** Deletes the registration if it exists, and with the device's last one its push token. */
export async function deleteRegistration(trx: Trx, registration: Registration): Promise<void> {
  const { count } = sql(trx, registration);
  // A concurrent registration waits here, or is seen by the last statement.
  await count(`
    select from devices where device_library_identifier = :deviceLibraryIdentifier for update`);
  await count(`
    delete from registrations
    where device_library_identifier = :deviceLibraryIdentifier and serial_number = :serialNumber`);
  await count(`
    delete from devices
    where device_library_identifier = :deviceLibraryIdentifier and not exists (
      select from registrations
      where registrations.device_library_identifier = devices.device_library_identifier)`);
}

/**
 * The device's passes that changed after the mark, or were registered after it and had changed
 * before; and the mark for the next request. All passes without a mark, or with one that was never
 * given out (as after a restored backup). Undefined when there is none.
 */
export async function findUpdatedPasses(
  db: Db,
  deviceLibraryIdentifier: string,
  since: PassesUpdatedSince = { change: -1, registration: -1 },
): Promise<{ serialNumbers: string[]; mark: PassesUpdatedSince } | undefined> {
  const rows = await sql(db, { deviceLibraryIdentifier, ...since }).rows<{
    serialNumber: string;
    changeNumber: number;
    number: number;
    known: boolean;
  }>(`
    select registrations.serial_number, passes.change_number, registrations.number, given.known
    from (
      select :change::bigint <= pass_changes.last_value
        and :registration::bigint <= registration_numbers.last_value as known
      from pass_changes, registration_numbers
    ) as given, registrations
    join passes on passes.serial_number = registrations.serial_number
    where registrations.device_library_identifier = :deviceLibraryIdentifier and (
      not given.known or passes.change_number > :change
      or registrations.number > :registration and passes.version > 1)
    order by passes.change_number, registrations.serial_number`);
  if (rows.length === 0) return undefined;
  return {
    serialNumbers: rows.map(({ serialNumber }) => serialNumber),
    mark: rows.reduce(
      (mark, { changeNumber, number }) => ({
        change: Math.max(mark.change, changeNumber),
        registration: Math.max(mark.registration, number),
      }),
      rows[0]?.known ? since : { change: 0, registration: 0 },
    ),
  };
}

/** What a device's request is checked against. */
export interface PhonePass {
  tokenKeyId: string | null;
  /** Whole seconds. */
  lastModified: Date;
}

export function findPhonePass(db: Db, serialNumber: string): Promise<PhonePass | undefined> {
  return sql(db, { serialNumber }).row(`
    select token_key_id, last_modified from passes where serial_number = :serialNumber`);
}
