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

/**
 * Counts the other devices that are registered for the ticket. Until the transaction ends, no further one is
 * counted there. Comes before the lock of any device.
 */
export async function lockOtherRegistrations(
  trx: Trx,
  registration: Registration,
): Promise<number> {
  const { value } = sql(trx, registration);
  await value("select pg_advisory_xact_lock(hashtextextended(:serialNumber, 1))");
  return value(`
    select count(*)::int from registrations
    where serial_number = :serialNumber
      and device_library_identifier <> :deviceLibraryIdentifier`);
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
 * before; and the mark for the next request. Returns all passes without a mark, or with one of another epoch of
 * the database server, whose transaction ids cannot be compared. Undefined when the device has no such pass.
 *
 * A transaction that commits late is never skipped, since the mark names what was still under way.
 * It goes no further than what was listed: after a crash, later transaction ids are given anew.
 */
export async function findUpdatedPasses(
  db: Db,
  deviceLibraryIdentifier: string,
  since: PassesUpdatedSince = { epoch: -1, change: 0, underWay: [], registration: 0 },
): Promise<{ serialNumbers: string[]; mark: PassesUpdatedSince } | undefined> {
  const { serialNumbers, ...mark } = await sql(db, { deviceLibraryIdentifier, ...since }).onlyRow<
    PassesUpdatedSince & { serialNumbers: string[] | null }
  >(`
    with given as materialized (
      select change_epoch() as epoch, :epoch::bigint = change_epoch()
        and :change::bigint <= pg_snapshot_xmax(pg_current_snapshot())::text::bigint
        and :registration::bigint <= last_value as known
      from registration_numbers
    ), listed as (
      select registrations.serial_number, registrations.number, passes.change_transaction,
        passes.change_epoch = given.epoch as is_of_this_life
      from given, registrations
      join passes on passes.serial_number = registrations.serial_number
      where registrations.device_library_identifier = :deviceLibraryIdentifier and (
        not given.known
        or passes.change_epoch = given.epoch and (
          passes.change_transaction >= :change
          or passes.change_transaction = any(:underWay::bigint[]))
        or registrations.number > :registration and passes.version > 1)
    ), marked as (
      select array_agg(serial_number order by is_of_this_life, change_transaction, serial_number)
          as serial_numbers,
        greatest(max(change_transaction) filter (where is_of_this_life) + 1,
          max(:change::bigint) filter (where given.known), 0) as change,
        greatest(max(number), max(:registration::bigint) filter (where given.known))
          as registration
      from listed, given
    )
    select marked.*, given.epoch, array(
      select id::text::bigint from pg_snapshot_xip(pg_current_snapshot()) as id
      where id::text::bigint < marked.change) as under_way
    from given, marked`);
  return serialNumbers ? { serialNumbers, mark } : undefined;
}
