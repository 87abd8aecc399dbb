import { randomUUID } from "node:crypto";
import type { Db } from "../connect.ts";
import { sql } from "../sql.ts";

/**
 * Acquires the leases that are free or expired, for `seconds`. Returns the holder's name for renewal
 * and release, and the keys acquired. Time is the database's, the same for every process.
 */
export async function acquireGoogleLeases(
  db: Db,
  keys: string[],
  seconds: number,
): Promise<{ holder: string; keys: string[] }> {
  const holder = randomUUID();
  const acquired = await sql(db, { keys, seconds, holder }).column<string>(`
    insert into google_leases (key, holder, until)
    select key, :holder, clock_timestamp() + make_interval(secs => :seconds)
    from unnest(:keys::text[]) as key order by key
    on conflict (key) do update set holder = excluded.holder, until = excluded.until
      where google_leases.until <= clock_timestamp()
    returning key`);
  return { holder, keys: acquired };
}

export async function renewGoogleLeases(db: Db, holder: string, seconds: number): Promise<void> {
  await sql(db, { holder, seconds }).count(`
    update google_leases set until = clock_timestamp() + make_interval(secs => :seconds)
    where holder = :holder`);
}

export async function releaseGoogleLeases(db: Db, holder: string): Promise<void> {
  await sql(db, { holder }).count("delete from google_leases where holder = :holder");
}
