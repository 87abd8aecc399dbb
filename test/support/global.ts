import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { developmentCertificates } from "../../src/sandbox/certificates.ts";
import { migrateAndLogIn } from "../../src/sandbox/migrate-and-log-in.ts";
import { connectOwner } from "../../src/db/connect.ts";
import { startPostgres, type RunningPostgres } from "../../src/sandbox/postgres.ts";
import { closeSharedBrowser } from "./browser.ts";
import { compilePrograms } from "./compile-programs.mjs";
import { holdClock } from "./hold-clock.ts";
import { patienceMs } from "./patience.ts";

let postgres: RunningPostgres | undefined;
let directory: string | undefined;
let programs: string | undefined;

/** A PostgreSQL server with a migrated database, which every test file copies. */
async function startDatabase(folder: string): Promise<void> {
  postgres = await startPostgres(folder, { durable: false });
  await postgres.createDatabase("join_template");
  process.env["TEST_SERVICE_URL"] = await migrateAndLogIn(postgres, "join_template");
  process.env["TEST_POSTGRES_URL"] = postgres.urlOf("postgres");
  const owner = connectOwner(postgres.urlOf("join_template"));
  for (const name of ["lock_timeout", "idle_in_transaction_session_timeout"]) {
    await owner.raw(`alter role join_login set ${name} = '${patienceMs}ms'`);
  }
  await holdClock(owner);
  await owner.destroy();
}

/** Creates what all test files share, once for a run. */
export async function mochaGlobalSetup(): Promise<void> {
  try {
    directory = await mkdtemp(join(tmpdir(), "join-test-"));
    // The server runs as another user when the tests run as root.
    await chmod(directory, 0o755);
    const certificates = join(directory, "certificates");
    await Promise.all([
      startDatabase(join(directory, "pg")),
      developmentCertificates(certificates),
      // `npm test` has compiled them together with the tests.
      process.env["TEST_PROGRAMS"] === undefined &&
        compilePrograms().then((folder) => (process.env["TEST_PROGRAMS"] = programs = folder)),
    ]);
    process.env["TEST_CERTIFICATES"] = certificates;
  } catch (error) {
    await mochaGlobalTeardown();
    throw error;
  }
}

export async function mochaGlobalTeardown(): Promise<void> {
  await closeSharedBrowser();
  await postgres?.stop();
  for (const each of [directory, programs]) {
    if (each !== undefined) await rm(each, { recursive: true, force: true });
  }
}

/**
 * A negative control shows a race with its guard off, which a busy machine may happen not to interleave: it may be tried
 * again. A promise never is.
 */
export const mochaHooks = {
  beforeEach(this: Mocha.Context) {
    if (this.currentTest?.title.includes("negative control")) this.currentTest.retries(4);
  },
};
