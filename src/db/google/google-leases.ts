import { randomUUID } from "node:crypto";
import type { Db, Pool, Trx } from "../connect.ts";
import { sql } from "../sql.ts";

/** How long Google may still carry out a request that got no answer. */
const doubtEnds = "clock_timestamp() + interval '2 minutes'";

/** A process that ended without releasing its lease may have left a request under way. */
const doubtOfUnreleased = "google_leases.until + interval '2 minutes'";

/**
 * What Google has of the key is in doubt, and no request can be under way any more: an SQL condition
 * on a row of google_leases.
 */
export const isDoubtDue = `(
  google_leases.until <= clock_timestamp()
  and coalesce(google_leases.in_doubt_until, ${doubtOfUnreleased}) <= clock_timestamp())`;

/** Those of the keys that have to be written again. */
export function dueDoubts(db: Db, keys: string[]): Promise<string[]> {
  return sql(db, { keys }).column(`
    select key from google_leases where key = any(:keys::text[]) and ${isDoubtDue}`);
}

export interface GoogleLeases {
  /** Name for renewal and release. */
  holder: string;
  keys: string[];
  /** Those of the keys that have to be written again, since an earlier request got no answer. */
  due: string[];
}

/**
 * Acquires the leases that are free or expired, for `seconds`. Time is the database's, the same for
 * every process.
 */
export async function acquireGoogleLeases(
  db: Pool,
  keys: string[],
  seconds: number,
): Promise<GoogleLeases> {
  const holder = randomUUID();
  const acquired = await sql(db, { keys, seconds, holder }).rows<{ key: string; due: boolean }>(`
    insert into google_leases (key, holder, until)
    select key, :holder, clock_timestamp() + make_interval(secs => :seconds)
    from unnest(:keys::text[]) as key order by key
    on conflict (key) do update set holder = excluded.holder, until = excluded.until,
      in_doubt_until = coalesce(google_leases.in_doubt_until, ${doubtOfUnreleased})
      where google_leases.until <= clock_timestamp()
    returning key, coalesce(in_doubt_until <= clock_timestamp(), false) as due`);
  return {
    holder,
    keys: acquired.map(({ key }) => key),
    due: acquired.filter(({ due }) => due).map(({ key }) => key),
  };
}

export async function renewGoogleLeases(db: Pool, holder: string, seconds: number): Promise<void> {
  await sql(db, { holder, seconds }).count(`
    update google_leases set until = clock_timestamp() + make_interval(secs => :seconds)
    where holder = :holder`);
}

/** Deletes what no reconciliation has settled: leases of objects that were never saved. */
export async function deleteOldLeases(trx: Trx): Promise<void> {
  await sql(trx).count(
    "delete from google_leases where until < clock_timestamp() - interval '30 days'",
  );
}

/** Releases the leases. `settled`: keys whose doubt ended, since they were written again after it was due. */
export async function releaseGoogleLeases(
  db: Pool,
  holder: string,
  { inDoubt, settled }: { inDoubt: boolean; settled: string[] },
): Promise<void> {
  const { count } = sql(db, { holder, inDoubt, settled });
  await count(`
    delete from google_leases
    where holder = :holder and not :inDoubt
      and (in_doubt_until is null or key = any(:settled::text[]))`);
  await count(`
    update google_leases set until = clock_timestamp(),
      in_doubt_until = case when :inDoubt then ${doubtEnds} else in_doubt_until end
    where holder = :holder`);
}
