import type { Db, Trx } from "../connect.ts";
import { sql } from "../sql.ts";
import type { OwedPush } from "./pushes.ts";

type Told = Pick<OwedPush, "pushToken" | "change">;

/** The pushes as the arrays that `lockedDevices` reads. */
const columnsOf = (pushes: Told[]) => ({
  tokens: pushes.map(({ pushToken }) => pushToken),
  changes: pushes.map(({ change }) => change),
});

/** Devices of the pushes, to be locked in the one order that all statements use. */
const lockedDevices = `
  told as (
    select * from unnest(:tokens::text[], :changes::bigint[]) as told (push_token, change)
  ),
  locked as (
    select devices.device_library_identifier, told.push_token, told.change
    from devices join told on told.push_token = devices.push_token`;

/**
 * Leases the pushes until the instant, so that no other worker sends them. Returns those that are
 * neither pushed already nor leased; an expired lease counts as none.
 */
export async function leasePushes<T extends Told>(
  db: Db,
  pushes: T[],
  lease: { at: Date; until: Date },
): Promise<T[]> {
  if (pushes.length === 0) return [];
  const tokens = await sql(db, { ...columnsOf(pushes), ...lease }).column<string>(`
    with ${lockedDevices}
      where devices.pushed_change < told.change
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

/** Marks pushes that APNs accepted: their devices will fetch everything up to the change. */
export async function markPushed(db: Db, pushes: Told[], at: Date): Promise<void> {
  if (pushes.length === 0) return;
  await sql(db, { ...columnsOf(pushes), at }).count(`
    with ${lockedDevices}
      order by devices.device_library_identifier for no key update of devices
    )
    update devices set pushed_change = greatest(devices.pushed_change, locked.change),
      pushed_at = :at, push_attempts = 0, push_after = null, ${endLease}
    from locked where devices.device_library_identifier = locked.device_library_identifier`);
}

/** Postpones pushes, each until its own time; null: it was not tried and may be sent at any time. */
export async function postponePushes(
  db: Db,
  pushes: (Told & { until: Date | null })[],
): Promise<void> {
  if (pushes.length === 0) return;
  const untils = pushes.map(({ until }) => until?.toISOString() ?? "");
  await sql(db, { ...columnsOf(pushes), untils }).count(`
    with put_off as (
      select * from unnest(:tokens::text[], :changes::bigint[], :untils::text[])
        as put_off (push_token, change, until)
    ), locked as (
      select devices.device_library_identifier, put_off.change,
        nullif(put_off.until, '')::timestamptz as until
      from devices join put_off on put_off.push_token = devices.push_token
      order by devices.device_library_identifier for no key update of devices
    )
    update devices set push_after = coalesce(locked.until, devices.push_after),
      push_attempts = devices.push_attempts + (locked.until is not null)::int, ${endLease}
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
