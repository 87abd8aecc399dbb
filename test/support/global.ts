import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connectOwner } from "../../src/db/connect.ts";
import { migrate } from "../../src/db/migrations.ts";
import { startPostgres, type RunningPostgres } from "../../src/sandbox/postgres.ts";
import { compilePrograms } from "./compiled.ts";

let postgres: RunningPostgres | undefined;
let directory: string | undefined;
let programs: string | undefined;

/** One PostgreSQL for the whole run, with a migrated database that every test file copies; and the programs that tests start. */
export async function mochaGlobalSetup(): Promise<void> {
  try {
    programs = await compilePrograms();
    process.env["TEST_PROGRAMS"] = programs;
    directory = await mkdtemp(join(tmpdir(), "join-test-"));
    // The server runs as another user when the tests run as root.
    await chmod(directory, 0o755);
    postgres = await startPostgres(join(directory, "pg"), { durable: false });
    await postgres.createDatabase("join_template");
    const url = postgres.urlOf("join_template");
    const owner = connectOwner(url);
    await migrate(owner, url).finally(() => owner.destroy());
    process.env["TEST_POSTGRES_URL"] = postgres.urlOf("postgres");
  } catch (error) {
    await mochaGlobalTeardown();
    throw error;
  }
}

export async function mochaGlobalTeardown(): Promise<void> {
  await postgres?.stop();
  for (const each of [directory, programs]) {
    if (each !== undefined) await rm(each, { recursive: true, force: true });
  }
}
