import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import type { TestDatabase } from "./database.ts";
import { eventually } from "./eventually.ts";

export async function kill(child: ChildProcess): Promise<void> {
  const gone = once(child, "exit");
  child.kill("SIGKILL");
  await gone;
}

/** Kills the child that `start` starts when it is about to write to the table. */
export async function killBeforeWriting<C extends { child: ChildProcess }>(
  database: TestDatabase,
  table: string,
  start: () => Promise<C>,
): Promise<C> {
  const hold = await database.owner.transaction();
  await hold.raw("lock table ?? in exclusive mode", [table]);
  // Every test's database is a copy of the same one: its tables have the same numbers as the others'.
  const waiting = `from pg_locks where relation = '${table}'::regclass and not granted
    and database = (select oid from pg_database where datname = current_database())`;
  try {
    const started = await start();
    await eventually(`the child waits to write ${table}`, async () => {
      const { rows } = await hold.raw<{ rows: unknown[] }>(`select ${waiting}`);
      return rows.length > 0;
    });
    await kill(started.child);
    // The server would notice by itself, but only at the statement's end.
    await hold.raw(`select pg_terminate_backend(pid, 5000) ${waiting}`);
    return started;
  } finally {
    await hold.commit();
  }
}
