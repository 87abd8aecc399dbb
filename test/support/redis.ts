import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { Redis } from "ioredis";
import { freePort } from "./free-port.ts";

export interface RunningRedis {
  url: string;
  /** Loses everything, as a Redis without persistence does when it restarts. */
  empty: () => Promise<void>;
  stop: () => Promise<void>;
}

/** A real redis-server in a temporary folder, without persistence. */
export async function startRedis(): Promise<RunningRedis> {
  const directory = await mkdtemp(join(tmpdir(), "join-redis-"));
  const port = await freePort();
  const server = spawn(
    "redis-server",
    ["--port", String(port), "--bind", "127.0.0.1", "--dir", directory, "--save", ""],
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
    empty: async () => {
      const client = new Redis(url);
      await client.flushall();
      await client.quit();
    },
    stop: async () => {
      server.kill();
      await exited;
      await rm(directory, { recursive: true, force: true });
    },
  };
}
