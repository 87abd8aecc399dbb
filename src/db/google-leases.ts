import { randomUUID } from "node:crypto";
import type { Db } from "./connect.ts";

/**
 * Takes the lease for `seconds`, unless somebody else holds it: one whose holder died is free once it
 * ran out. Answers the holder's name for renewal and release. Time is the database's, the same for
 * every process.
 */
export async function takeGoogleLease(
  db: Db,
  key: string,
  seconds: number,
): Promise<string | undefined> {
  const holder = randomUUID();
  const { rows } = await db.raw<{ rows: unknown[] }>(
    `insert into google_leases (key, holder, until)
     values (?, ?, clock_timestamp() + make_interval(secs => ?))
     on conflict (key) do update set holder = excluded.holder, until = excluded.until
       where google_leases.until <= clock_timestamp()
     returning key`,
    [key, holder, seconds],
  );
  return rows.length > 0 ? holder : undefined;
}

export async function renewGoogleLease(
  db: Db,
  key: string,
  holder: string,
  seconds: number,
): Promise<void> {
  await db.raw(
    `update google_leases set until = clock_timestamp() + make_interval(secs => ?)
     where key = ? and holder = ?`,
    [seconds, key, holder],
  );
}

export async function releaseGoogleLease(db: Db, key: string, holder: string): Promise<void> {
  await db("google_leases").where({ key, holder }).delete();
}
