import type { Db } from "../connect.ts";

export interface RateLimitSlot {
  /** Milliseconds until the slot, or until Google may be asked again. */
  wait: number;
  /** No slot was taken: Google asked to be left alone. */
  resting: boolean;
}

/** Takes the next free slot of `perSecond`, evenly spread over all processes. Time is the database's, the same for every process. */
export async function acquireGoogleSlot(db: Db, perSecond: number): Promise<RateLimitSlot> {
  const { rows } = await db.raw<{ rows: [{ wait: number; resting: boolean }] }>(
    `with slot as (
       update google_pace
       set next_at = greatest(next_at, clock_timestamp()) + make_interval(secs => ?)
       where rest_until <= clock_timestamp()
       returning next_at - make_interval(secs => ?) as at
     )
     select resting,
       greatest(0, 1000 * extract(epoch from at - clock_timestamp()))::float as wait
     from (
       select false as resting, at from slot
       union all
       select true, rest_until from google_pace where not exists (select from slot)
     ) as found`,
    [1 / perSecond, 1 / perSecond],
  );
  return rows[0];
}

/** Nobody asks Google anything for so many milliseconds; a longer rest that was asked for stays. */
export async function blockGoogleUntil(db: Db, ms: number): Promise<void> {
  await db.raw(
    `update google_pace
     set rest_until = greatest(rest_until, clock_timestamp() + make_interval(secs => ?))`,
    [ms / 1000],
  );
}
