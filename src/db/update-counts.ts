import type { Db, Pool } from "./connect.ts";
import { sql } from "./sql.ts";

const tables = { apple: "push_counts", google: "google_update_counts" };

/** Adds outcomes of updates to a wallet's counts, which all workers share. */
export async function addUpdateCounts(
  db: Pool,
  wallet: keyof typeof tables,
  outcomes: Map<string, number>,
): Promise<void> {
  if (outcomes.size === 0) return;
  // In order, since every worker updates the same few rows.
  const counted = [...outcomes].sort(([a], [b]) => a.localeCompare(b));
  const table = tables[wallet];
  await sql(db, {
    outcomes: counted.map(([outcome]) => outcome),
    counts: counted.map(([, count]) => count),
  }).count(`
    insert into ${table} (result, count)
    select * from unnest(:outcomes::text[], :counts::bigint[])
    on conflict (result) do update set count = ${table}.count + excluded.count`);
}

/** Returns a wallet's updates by outcome, since the beginning. */
export async function readUpdateCounts(
  db: Db,
  wallet: keyof typeof tables,
): Promise<[outcome: string, count: number][]> {
  const rows = await sql(db).rows<{ result: string; count: number }>(
    `select result, count from ${tables[wallet]}`,
  );
  return rows.map(({ result, count }) => [result, count]);
}
