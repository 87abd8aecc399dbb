import type { Pool } from "../connect.ts";
import { sql } from "../sql.ts";

export interface RateLimitSlot {
  /** Milliseconds until the slot, or until the end of the pause. */
  wait: number;
  /** No slot was acquired: Google asked for a pause. */
  resting: boolean;
}

/** Acquires the next free slot of `perSecond`, evenly spread over all processes. Time is the database's. */
export function acquireGoogleSlot(db: Pool, perSecond: number): Promise<RateLimitSlot> {
  return sql(db, { interval: 1 / perSecond }).onlyRow(`
    with slot as (
      update google_pace
      set next_at = greatest(next_at, clock_timestamp()) + make_interval(secs => :interval)
      where rest_until <= clock_timestamp()
      returning next_at - make_interval(secs => :interval) as at
    )
    select resting,
      greatest(0, 1000 * extract(epoch from at - clock_timestamp()))::float as wait
    from (
      select false as resting, at from slot
      union all
      select true, rest_until from google_pace where not exists (select from slot)
    ) as found`);
}

/** Pauses all requests to Google for so many milliseconds; a longer pause that is set stays. */
export async function blockGoogleUntil(db: Pool, ms: number): Promise<void> {
  await sql(db, { seconds: ms / 1000 }).count(`
    update google_pace
    set rest_until = greatest(rest_until, clock_timestamp() + make_interval(secs => :seconds))`);
}
