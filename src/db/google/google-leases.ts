import { randomUUID } from "node:crypto";
import type { Db } from "../connect.ts";

/**
 * Takes the leases for `seconds`, but for those that somebody else holds: one whose holder died is free once it
 * ran out. Answers the holder's name for renewal and release, and the keys it got. Time is the database's, the same for
 * every process.
 */
export async function acquireGoogleLeases(
  db: Db,
  keys: string[],
  seconds: number,
): Promise<{ holder: string; keys: string[] }> {
  const holder = randomUUID();
  const { rows } = await db.raw<{ rows: { key: string }[] }>(
    `insert into google_leases (key, holder, until)
     select key, ?, clock_timestamp() + make_interval(secs => ?)
     from unnest(?::text[]) as key order by key
     on conflict (key) do update set holder = excluded.holder, until = excluded.until
       where google_leases.until <= clock_timestamp()
     returning key`,
    [holder, seconds, keys],
  );
  return { holder, keys: rows.map(({ key }) => key) };
}

export async function renewGoogleLeases(db: Db, holder: string, seconds: number): Promise<void> {
  await db.raw(
    `update google_leases set until = clock_timestamp() + make_interval(secs => ?)
     where holder = ?`,
    [seconds, holder],
  );
}

export async function releaseGoogleLeases(db: Db, holder: string): Promise<void> {
  await db("google_leases").where({ holder }).delete();
}
