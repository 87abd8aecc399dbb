import { execFile, spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { appendFile, chmod, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { promisify } from "node:util";
import { connectOwner } from "../../src/db/connect.ts";
import { migrateAndLogIn } from "../../src/sandbox/migrate-and-log-in.ts";
import { startPostgres } from "../../src/sandbox/postgres.ts";
import { freePort } from "./free-port.ts";

const database = "tickets";

export interface PairedServer {
  /** Of the service's own login. */
  url: string;
  /** Runs a statement as the owner. */
  administer: (statement: string) => Promise<void>;
  start: () => Promise<void>;
  /** Stops at once, as after a power cut: writes nothing more, tells no client. */
  crash: () => Promise<void>;
}

export interface PostgresPair {
  primary: PairedServer;
  standby: PairedServer;
  stop: () => Promise<void>;
}

function serverIn(folder: string, program: string, port: number): PairedServer {
  let running: ChildProcess | undefined;
  const urlFor = (login: string) => `postgres://${login}@127.0.0.1:${port}/${database}`;
  process.once("exit", () => running?.kill("SIGQUIT"));
  return {
    url: urlFor("join_login:join"),
    administer: async (statement) => {
      const owner = connectOwner(urlFor("owner:owner"));
      try {
        await owner.raw(statement);
      } finally {
        await owner.destroy();
      }
    },
    start: async () => {
      const { uid, gid } = await stat(folder);
      const settings = [
        ...["listen_addresses=127.0.0.1", "unix_socket_directories="],
        // A standby may take no fewer connections than its primary.
        "max_connections=300",
        // The machine stays up, and with it what it has not yet written to the disk.
        "fsync=off",
        "wal_retrieve_retry_interval=100ms",
      ];
      const args = ["-D", folder, "-p", String(port), ...settings.flatMap((each) => ["-c", each])];
      const env = { PATH: process.env["PATH"], LC_MESSAGES: "C" };
      running = spawn(program, args, { uid, gid, env, stdio: ["ignore", "ignore", "pipe"] });
      const lines: string[] = [];
      let isReady = false;
      const { stderr } = running;
      if (!stderr) throw new Error("The server has no log.");
      for await (const line of createInterface(stderr)) {
        lines.push(line);
        isReady = /ready to accept (read-only )?connections/.test(line);
        if (isReady) break;
      }
      stderr.resume();
      if (isReady) return;
      throw new Error(`PostgreSQL did not start in ${folder}:\n${lines.join("\n")}`);
    },
    crash: async () => {
      if (!running || running.exitCode !== null) return;
      const exited = once(running, "exit");
      running.kill("SIGQUIT");
      await exited;
    },
  };
}

/** Two servers: the standby has each commit before the client hears of it. */
export async function startPostgresPair(): Promise<PostgresPair> {
  const directory = await mkdtemp(join(tmpdir(), "join-pair-"));
  await chmod(directory, 0o755);
  const [first, second] = [join(directory, "primary"), join(directory, "standby")];
  const template = await startPostgres(first);
  await template.createDatabase(database);
  await migrateAndLogIn(template, database);
  const [program = ""] = (await readFile(join(first, "postmaster.opts"), "utf8")).split(" ");
  await template.stop();
  await promisify(execFile)("cp", ["-a", first, second]);

  const primaryPort = await freePort();
  const primary = serverIn(first, program, primaryPort);
  const standby = serverIn(second, program, await freePort());
  await writeFile(join(second, "standby.signal"), "");
  await appendFile(
    join(second, "postgresql.auto.conf"),
    `primary_conninfo = 'host=127.0.0.1 port=${primaryPort} user=owner password=owner'\n`,
  );
  const stop = async () => {
    await Promise.all([primary.crash(), standby.crash()]);
    await rm(directory, { recursive: true, force: true });
  };
  try {
    await primary.start();
    await standby.start();
    await primary.administer("alter system set synchronous_standby_names = '*'");
    await primary.administer("select pg_reload_conf()");
  } catch (error) {
    await stop();
    throw error;
  }
  return { primary, standby, stop };
}
