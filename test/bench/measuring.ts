import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect, type Pool } from "../../src/db/connect.ts";
import { migrateAndLogIn } from "../../src/sandbox/migrate-and-log-in.ts";
import { startPostgres, type RunningPostgres } from "../../src/sandbox/postgres.ts";

export const seconds = (ms: number) => (ms / 1000).toFixed(1);
export const perSecond = (count: number, ms: number) =>
  Math.round((count * 1000) / ms).toLocaleString("en");

export async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** `clients` at a time, each takes the next as soon as it is done. */
export async function share<T>(work: T[], clients: number, one: (each: T) => Promise<unknown>) {
  const waiting = [...work];
  const client = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await one(next);
  };
  await Promise.all(Array.from({ length: clients }, client));
}

/** A durable server of its own, removed afterwards. */
export async function withPostgres(work: (postgres: RunningPostgres) => Promise<void>) {
  const directory = await mkdtemp(join(tmpdir(), "join-bench-"));
  await chmod(directory, 0o755);
  const postgres = await startPostgres(join(directory, "pg"));
  try {
    await work(postgres);
  } finally {
    await postgres.stop();
    await rm(directory, { recursive: true, force: true });
  }
}

export async function withDatabase<T>(
  postgres: RunningPostgres,
  name: string,
  work: (db: Pool, url: string) => Promise<T>,
): Promise<T> {
  await postgres.createDatabase(name);
  const url = await migrateAndLogIn(postgres, name);
  const db = connect(url, { max: 20 });
  try {
    return await work(db, url);
  } finally {
    await db.destroy();
  }
}
