import type { Knex } from "knex";
import { eventually } from "./eventually.ts";

/** Waits until so many statements of this database wait for a lock. */
export async function waitForLock(owner: Knex, count = 1): Promise<void> {
  await eventually(`${count} statements wait for a lock`, async () => {
    const { rows } = await owner.raw<{ rows: { waiting: number }[] }>(
      `select count(*)::int as waiting from pg_stat_activity
       where datname = current_database() and wait_event_type = 'Lock'`,
    );
    return (rows[0]?.waiting ?? 0) >= count;
  });
}
