import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { Redis } from "ioredis";
import { eventually } from "./eventually.ts";
import { freePort } from "./free-port.ts";

export interface RunningRedis {
  url: string;
  port: number;
  /** Loses everything, as a Redis without persistence does when it restarts. */
  empty: () => Promise<void>;
  stop: () => Promise<void>;
}

/** A real redis-server in a temporary folder, without persistence; with settings, one that they name. */
export async function startRedis(settings: string[] = []): Promise<RunningRedis> {
  const directory = await mkdtemp(join(tmpdir(), "join-redis-"));
  const port = await freePort();
  const server = spawn(
    "redis-server",
    ["--port", String(port), "--bind", "127.0.0.1", "--dir", directory, "--save", "", ...settings],
    { stdio: ["ignore", "pipe", "inherit"] },
  );
  const exited = once(server, "exit");
  exited.catch(() => undefined);
  await Promise.race([
    (async () => {
      for await (const line of createInterface(server.stdout)) {
        if (line.includes("Ready to accept connections")) return;
      }
      throw new Error("redis-server ended before it was ready");
    })(),
    once(server, "error").then(([error]) => {
      throw new Error("redis-server could not be started; install it (Debian: redis-server)", {
        cause: error,
      });
    }),
  ]);
  server.stdout.resume();
  const url = `redis://127.0.0.1:${port}`;
  return {
    url,
    port,
    empty: async () => {
      const client = new Redis(url);
      await client.flushall();
      await client.quit();
    },
    stop: async () => {
      server.kill("SIGKILL");
      await exited;
      await rm(directory, { recursive: true, force: true });
    },
  };
}

export interface WatchedRedis {
  /** Where the configuration finds the primary: the name of the master is `join`. */
  redisUrl: string;
  redisSentinels: { host: string; port: number }[];
  /** Kills the primary and resolves once the sentinels have promoted the replica. */
  failOver: () => Promise<void>;
  stop: () => Promise<void>;
}

/** A primary and a replica, watched by three sentinels that promote after half a second. */
export async function startWatchedRedis(): Promise<WatchedRedis> {
  const primary = await startRedis();
  const replica = await startRedis(["--replicaof", "127.0.0.1", String(primary.port)]);
  const sentinels = await Promise.all([1, 2, 3].map(() => startSentinel(primary.port)));
  const seen = sentinels.map(({ port }) =>
    // A sentinel that is still starting refuses the first attempt.
    new Redis({ host: "127.0.0.1", port }).on("error", () => undefined),
  );
  const everySentinel = (what: string, holds: (master: Record<string, string>) => boolean) =>
    eventually(
      what,
      async () => {
        const masters = await Promise.all(
          seen.map((each) => each.call("SENTINEL", "MASTER", "join")),
        );
        return masters.every((master) => holds(pairsOf(master as string[])));
      },
      90_000,
    );
  await everySentinel(
    "the sentinels know each other and the replica",
    (master) => master["num-slaves"] === "1" && master["num-other-sentinels"] === "2",
  );
  return {
    redisUrl: "redis://join",
    redisSentinels: sentinels.map(({ port }) => ({ host: "127.0.0.1", port })),
    failOver: async () => {
      await primary.stop();
      await everySentinel(
        "the replica was promoted",
        (master) => master["port"] === String(replica.port),
      );
    },
    stop: async () => {
      for (const each of seen) each.disconnect();
      await Promise.all([...sentinels, replica].map((each) => each.stop()));
    },
  };
}

function pairsOf(list: string[]): Record<string, string> {
  return Object.fromEntries(
    list.flatMap((name, index) => (index % 2 === 0 ? [[name, list[index + 1] ?? ""]] : [])),
  );
}

async function startSentinel(
  watched: number,
): Promise<{ port: number; stop: () => Promise<void> }> {
  const directory = await mkdtemp(join(tmpdir(), "join-sentinel-"));
  const port = await freePort();
  const file = join(directory, "sentinel.conf");
  const settings = [
    `port ${port}`,
    "bind 127.0.0.1",
    `sentinel monitor join 127.0.0.1 ${watched} 2`,
    "sentinel down-after-milliseconds join 500",
    "sentinel failover-timeout join 3000",
  ];
  await writeFile(file, settings.join("\n"));
  const server = spawn("redis-server", [file, "--sentinel"], { cwd: directory, stdio: "ignore" });
  const exited = once(server, "exit");
  return {
    port,
    stop: async () => {
      server.kill("SIGKILL");
      await exited;
      await rm(directory, { recursive: true, force: true });
    },
  };
}
