import type { Pool, Trx } from "../connect.ts";
import { sql } from "../sql.ts";
import type { OwedPush } from "./pushes.ts";

type Told = Pick<OwedPush, "pushToken" | "change" | "owed" | "snapshot" | "epoch">;

/** The pushes as the arrays that `lockedDevices` reads. */
const columnsOf = (pushes: Told[]) => ({
  tokens: pushes.map(({ pushToken }) => pushToken),
  changes: pushes.map(({ change }) => change),
  owed: pushes.map(({ owed }) => owed),
  snapshots: pushes.map(({ snapshot }) => snapshot),
  epochs: pushes.map(({ epoch }) => epoch),
});

/** Devices of the pushes, to be locked in the one order that all statements use. */
const lockedDevices = `
  told as (
    select *
    from unnest(:tokens::text[], :changes::bigint[], :owed::bigint[], :snapshots::pg_snapshot[],
        :epochs::bigint[])
      as told (push_token, change, owed, snapshot, epoch)
  ),
  locked as (
    select devices.device_library_identifier, told.push_token, told.change, told.snapshot, told.epoch
    from devices join told on told.push_token = devices.push_token`;

/**
 * Leases the pushes until the instant, so that no other worker sends them. Returns those that are
 * neither pushed already nor leased; an expired lease counts as none.
 */
export async function leasePushes<T extends Told>(
  db: Pool,
  pushes: T[],
  lease: { at: Date; until: Date },
): Promise<T[]> {
  if (pushes.length === 0) return [];
  const tokens = await sql(db, { ...columnsOf(pushes), ...lease }).column<string>(`
    with ${lockedDevices}
      where not push_covers(devices.pushed_epoch, devices.pushed_snapshot, told.epoch, told.owed)
        and (devices.pushing_until is null or devices.pushing_until <= :at
          or devices.pushing_change < told.change)
      order by devices.device_library_identifier for no key update of devices
    )
    update devices set pushing_change = locked.change, pushing_until = :until
    from locked where devices.device_library_identifier = locked.device_library_identifier
    returning devices.push_token`);
  const leased = new Set(tokens);
  return pushes.filter(({ pushToken }) => leased.has(pushToken));
}

const endLease = `pushing_until = case
  when devices.pushing_change <= locked.change then null else devices.pushing_until end`;

/**
 * Marks pushes that APNs accepted: their devices will fetch every change that the snapshot sees. Of
 * two pushes that end in the other order the later snapshot stays, since it sees all of the earlier.
 */
export async function markPushed(trx: Trx, pushes: Told[], at: Date): Promise<void> {
  if (pushes.length === 0) return;
  await sql(trx, { ...columnsOf(pushes), at }).count(`
    with ${lockedDevices}
      order by devices.device_library_identifier for no key update of devices
    )
    update devices set pushed_epoch = locked.epoch,
      pushed_snapshot = case
        when devices.pushed_epoch = locked.epoch
          and pg_snapshot_xmax(devices.pushed_snapshot) > pg_snapshot_xmax(locked.snapshot)
        then devices.pushed_snapshot else locked.snapshot end,
      pushed_at = :at, push_attempts = 0, push_after = null, urgent_push_after = null, ${endLease}
    from locked where devices.device_library_identifier = locked.device_library_identifier`);
}

/** When a phone may be pushed again: for a routine change, and for any other. */
export interface Postponement {
  routine: Date;
  urgent: Date;
}

/**
 * Postpones pushes that APNs was asked for at `askedAt`. Pushes that overlap count as one attempt, since
 * they say no more of APNs than one does.
 */
export async function postponePushes(
  trx: Trx,
  pushes: (Pick<Told, "pushToken" | "change"> & { until: Postponement })[],
  askedAt: Date,
): Promise<void> {
  if (pushes.length === 0) return;
  const routine = pushes.map(({ until }) => until.routine.toISOString());
  const urgent = pushes.map(({ until }) => until.urgent.toISOString());
  const tokens = pushes.map(({ pushToken }) => pushToken);
  const changes = pushes.map(({ change }) => change);
  await sql(trx, { tokens, changes, routine, urgent, askedAt }).count(`
    with told as (
      select * from unnest(:tokens::text[], :changes::bigint[], :routine::timestamptz[],
        :urgent::timestamptz[]) as told (push_token, change, routine, urgent)
    ), locked as (
      select devices.device_library_identifier, told.change, told.routine, told.urgent
      from devices join told on told.push_token = devices.push_token
      order by devices.device_library_identifier for no key update of devices
    )
    update devices set push_after = locked.routine, urgent_push_after = locked.urgent,
      push_attempts = devices.push_attempts +
        (coalesce(devices.urgent_push_after, '-infinity') <= :askedAt)::int, ${endLease}
    from locked where devices.device_library_identifier = locked.device_library_identifier`);
}

/** Releases the leases of pushes that APNs was not asked for. */
export async function releasePushes(trx: Trx, pushes: Told[]): Promise<void> {
  if (pushes.length === 0) return;
  await sql(trx, columnsOf(pushes)).count(`
    with ${lockedDevices}
      order by devices.device_library_identifier for no key update of devices
    )
    update devices set ${endLease}
    from locked where devices.device_library_identifier = locked.device_library_identifier`);
}

/**
 * Deletes devices with an expired push token, and their registrations, unless they registered again
 * after the token expired. Returns the tokens that were deleted.
 */
export async function removePushTokens(
  trx: Trx,
  tokens: { pushToken: string; deadSince: Date }[],
): Promise<Set<string>> {
  if (tokens.length === 0) return new Set();
  const rows = await sql(trx, {
    tokens: tokens.map(({ pushToken }) => pushToken),
    deadSince: tokens.map(({ deadSince }) => deadSince.toISOString()),
  }).rows<{ id: string; pushToken: string }>(`
    select devices.device_library_identifier as id, devices.push_token
    from devices
    join unnest(:tokens::text[], :deadSince::timestamptz[]) as dead (push_token, since)
      on dead.push_token = devices.push_token
    where devices.updated_at <= dead.since
    order by devices.device_library_identifier for update of devices`);
  const { count } = sql(trx, { ids: rows.map(({ id }) => id) });
  await count("delete from registrations where device_library_identifier = any(:ids::text[])");
  await count("delete from devices where device_library_identifier = any(:ids::text[])");
  return new Set(rows.map(({ pushToken }) => pushToken));
}
