import type { Db, Trx } from "../connect.ts";
import type { OwedPush } from "./pushes.ts";

type Told = Pick<OwedPush, "pushToken" | "change">;
const columnsOf = (pushes: Told[]) => [
  pushes.map(({ pushToken }) => pushToken),
  pushes.map(({ change }) => change),
];

/** Devices of the pushes in the order in which everybody locks them. */
const lockedDevices = `
  told as (select * from unnest(?::text[], ?::bigint[]) as told (push_token, change)),
  locked as (
    select devices.device_library_identifier, told.push_token, told.change
    from devices join told on told.push_token = devices.push_token`;

/**
 * Takes the pushes on, so that no other worker sends the same. Answers those that are not told of,
 * nor taken by another; a lease that ended counts as none.
 */
export async function leasePushes<T extends Told>(
  db: Db,
  pushes: T[],
  { at, until }: { at: Date; until: Date },
): Promise<T[]> {
  if (pushes.length === 0) return [];
  const { rows } = await db.raw<{ rows: { push_token: string }[] }>(
    `with ${lockedDevices}
       where devices.pushed_change < told.change
         and (devices.pushing_until is null or devices.pushing_until <= ?
           or devices.pushing_change < told.change)
       order by devices.device_library_identifier for no key update of devices
     )
     update devices set pushing_change = locked.change, pushing_until = ?
     from locked where devices.device_library_identifier = locked.device_library_identifier
     returning devices.push_token`,
    [...columnsOf(pushes), at, until],
  );
  const taken = new Set(rows.map(({ push_token }) => push_token));
  return pushes.filter(({ pushToken }) => taken.has(pushToken));
}

const endLease = `pushing_until = case
  when devices.pushing_change <= locked.change then null else devices.pushing_until end`;

/** Apple has taken the pushes: their phones will ask for everything up to the change. */
export async function markPushed(db: Db, pushes: Told[], at: Date): Promise<void> {
  if (pushes.length === 0) return;
  await db.raw(
    `with ${lockedDevices}
       order by devices.device_library_identifier for no key update of devices
     )
     update devices set pushed_change = greatest(devices.pushed_change, locked.change),
       pushed_at = ?, push_attempts = 0, push_after = null, ${endLease}
     from locked where devices.device_library_identifier = locked.device_library_identifier`,
    [...columnsOf(pushes), at],
  );
}

/** Puts pushes off, each until its own time; null: they were not tried, and may go whenever. */
export async function postponePushes(
  db: Db,
  pushes: (Told & { until: Date | null })[],
): Promise<void> {
  if (pushes.length === 0) return;
  await db.raw(
    `with put_off as (
       select * from unnest(?::text[], ?::bigint[], ?::text[]) as put_off (push_token, change, until)
     ), locked as (
       select devices.device_library_identifier, put_off.change,
         nullif(put_off.until, '')::timestamptz as until
       from devices join put_off on put_off.push_token = devices.push_token
       order by devices.device_library_identifier for no key update of devices
     )
     update devices set push_after = coalesce(locked.until, devices.push_after),
       push_attempts = devices.push_attempts + (locked.until is not null)::int, ${endLease}
     from locked where devices.device_library_identifier = locked.device_library_identifier`,
    [...columnsOf(pushes), pushes.map(({ until }) => until?.toISOString() ?? "")],
  );
}

/**
 * Forgets devices whose token is dead, with their registrations: those that last registered before
 * the time of death. Answers which of the tokens are gone.
 */
export async function removePushTokens(
  trx: Trx,
  tokens: { pushToken: string; deadSince: Date }[],
): Promise<Set<string>> {
  if (tokens.length === 0) return new Set();
  const { rows } = await trx.raw<{ rows: { id: string; push_token: string }[] }>(
    `select devices.device_library_identifier as id, devices.push_token
     from devices
     join unnest(?::text[], ?::timestamptz[]) as dead (push_token, since)
       on dead.push_token = devices.push_token
     where devices.updated_at <= dead.since
     order by devices.device_library_identifier for update of devices`,
    [
      tokens.map(({ pushToken }) => pushToken),
      tokens.map(({ deadSince }) => deadSince.toISOString()),
    ],
  );
  const ids = rows.map(({ id }) => id);
  await trx("registrations").whereIn("device_library_identifier", ids).delete();
  await trx("devices").whereIn("device_library_identifier", ids).delete();
  return new Set(rows.map(({ push_token }) => push_token));
}
