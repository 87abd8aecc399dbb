import type { ChangeKind } from "../../domain/apple/push-policy.ts";
import type { Db } from "../connect.ts";

/** Adds to what Apple answered, over all workers and for ever. */
export async function countPushes(db: Db, results: Map<string, number>): Promise<void> {
  if (results.size === 0) return;
  // In order, since every worker updates the same few rows.
  const counted = [...results].sort(([a], [b]) => a.localeCompare(b));
  await db.raw(
    `insert into push_counts (result, count)
     select * from unnest(?::text[], ?::bigint[])
     on conflict (result) do update set count = push_counts.count + excluded.count`,
    [counted.map(([result]) => result), counted.map(([, count]) => count)],
  );
}

export async function readPushCounts(db: Db): Promise<{ result: string; count: number }[]> {
  return db("push_counts").select<{ result: string; count: number }[]>("result", "count");
}

/** The oldest change of each kind that a phone has not been told of. */
export async function oldestOwedPushes(db: Db): Promise<{ kind: ChangeKind; since: Date }[]> {
  const { rows } = await db.raw<{ rows: { kind: ChangeKind; since: Date }[] }>(
    `select passes.change_kind as kind, min(passes.owed_since) as since
     from passes
     where passes.pushed_version < passes.version and passes.owed_since is not null
       and exists (
         select from registrations where registrations.serial_number = passes.serial_number)
     group by passes.change_kind`,
  );
  return rows;
}
