import { readFile, readdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { runMigrations } from "bullmq";
import type { Knex } from "knex";
import pg from "pg";
import { prepareLogins, requireDirectAddress } from "./connection-checks.ts";
import { grantOfficer } from "./wall.ts";

const folder = new URL("../../migrations/", import.meta.url);

/** The SQL files of the migrations folder, in the order of their names, as knex's migrations. */
export class SqlMigrations implements Knex.MigrationSource<string> {
  async getMigrations(): Promise<string[]> {
    const names = await readdir(fileURLToPath(folder));
    return names.filter((name) => name.endsWith(".sql")).sort();
  }

  getMigrationName(name: string): string {
    return name;
  }

  async getMigration(name: string): Promise<Knex.Migration> {
    const sql = await readFile(new URL(name, folder), "utf8");
    return {
      up: async (knex) => {
        await knex.raw(sql.replaceAll("?", "\\?"));
      },
      // Forward only: expand, migrate, contract.
      down: () => Promise.reject(new Error("Migrations run forward; restore a backup instead.")),
    };
  }
}

/** The schema of the queue's tables when they live in PostgreSQL. */
export const queueSchema = "bullmq";

/** Named here since each queue's id sequence is made by the owner; the service may create nothing. */
export const queueNames = ["issue", "notify", "google", "push", "upkeep"] as const;
export type QueueName = (typeof queueNames)[number];

/**
 * Brings the service's tables and the queue's to the newest version. `owner` must be connected as
 * the database's owner. Of several processes at once one migrates, and the others find nothing
 * left to do. Throws ConfigError behind a connection pool.
 */
export async function migrate(owner: Knex, connectionString: string): Promise<string[]> {
  await requireDirectAddress(connectionString, "migrations lock each other out by session.");
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    // Longer than any other process migrates, shorter than one that was stopped stays away.
    await client.query("set lock_timeout = '30min'");
    // knex's own lock is a row. Two processes that both insert it block each other for ever.
    await client.query("select pg_advisory_lock(hashtext('migrations'))");
    await client.query("set lock_timeout = '10s'");
    const [, applied] = (await owner.migrate.latest()) as [number, string[]];
    await runMigrations(client, queueSchema);
    // The first id of a queue makes its sequence.
    await client.query(`select ${queueSchema}.next_job_id(name) from unnest($1::text[]) as name`, [
      queueNames,
    ]);
    await client.query(`
      grant usage on schema ${queueSchema} to join_api;
      grant select, insert, update, delete on all tables in schema ${queueSchema} to join_api;
      grant usage, select, update on all sequences in schema ${queueSchema} to join_api;
      grant execute on all functions in schema ${queueSchema} to join_api;`);
    await client.query(grantOfficer);
    await prepareLogins(client);
    return applied;
  } finally {
    await client.end();
  }
}
