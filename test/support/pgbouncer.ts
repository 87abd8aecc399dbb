import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { createInterface } from "node:readline";
import { freePort } from "./free-port.ts";

export interface RunningPool {
  /** The same database and login, by way of the pool. */
  urlOf: (url: string) => string;
  stop: () => Promise<void>;
}

/** A real PgBouncer before the tests' PostgreSQL, by the file in deploy/, with few connections for many clients. */
export async function startPgbouncer(): Promise<RunningPool> {
  const server = new URL(process.env["TEST_SERVICE_URL"] as string);
  const owner = new URL(process.env["TEST_POSTGRES_URL"] as string);
  const directory = await mkdtemp(join(tmpdir(), "join-pool-"));
  const port = await freePort();
  const logins = [server, owner].map(({ username, password }) => `"${username}" "${password}"`);
  await writeFile(join(directory, "logins"), logins.join("\n"));
  const here: [shipped: string, instead: string][] = [
    ["host=database port=5432", `host=${server.hostname} port=${server.port}`],
    ["listen_addr = *", "listen_addr = 127.0.0.1"],
    ["listen_port = 6432", `listen_port = ${port}`],
    ["auth_file = /tmp/logins", `auth_file = ${join(directory, "logins")}`],
    ["default_pool_size = 20", "default_pool_size = 4"],
  ];
  let settings = await readFile(new URL("../../deploy/pgbouncer.ini", import.meta.url), "utf8");
  for (const [shipped, instead] of here) {
    if (!settings.includes(shipped)) throw new Error(`deploy/pgbouncer.ini lacks “${shipped}”.`);
    settings = settings.replace(shipped, instead);
  }
  // It refuses to run as root.
  if (process.getuid?.() === 0) settings += "user = nobody\n";
  await writeFile(join(directory, "pool.ini"), settings);
  await chmod(directory, 0o755);
  const pool = spawn("pgbouncer", [join(directory, "pool.ini")], {
    env: { ...process.env, PATH: [process.env["PATH"], "/usr/sbin"].join(delimiter) },
    stdio: ["ignore", "ignore", "pipe"],
  });
  const exited = once(pool, "exit");
  exited.catch(() => undefined);
  const lines: string[] = [];
  await Promise.race([
    (async () => {
      for await (const line of createInterface(pool.stderr)) {
        lines.push(line);
        if (line.includes("process up")) return;
      }
      throw new Error(`pgbouncer ended before it was ready:\n${lines.join("\n")}`);
    })(),
    once(pool, "error").then(([error]) => {
      throw new Error("pgbouncer could not be started; install it (Debian: pgbouncer)", {
        cause: error,
      });
    }),
  ]);
  pool.stderr.resume();
  return {
    urlOf: (url) => {
      const pooled = new URL(url);
      pooled.port = String(port);
      return pooled.href;
    },
    stop: async () => {
      pool.kill("SIGINT");
      await exited;
      await rm(directory, { recursive: true, force: true });
    },
  };
}
