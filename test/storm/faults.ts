import { setTimeout as sleep } from "node:timers/promises";
import type { Line } from "../support/line.ts";
import type { PostgresPair } from "../support/postgres-pair.ts";
import type { RunningRedis } from "../support/redis.ts";
import type { Supervised } from "./fleet.ts";

export interface Place {
  url: string;
  pair: PostgresPair;
  line: Line;
  redis: RunningRedis;
  apis: Supervised[];
  workers: Supervised[];
  /** Addresses of claim pages, for the flood. */
  claimPaths: string[];
}

const pick = <T>(list: readonly T[]): T => list[Math.floor(Math.random() * list.length)] as T;

async function freeze(one: Supervised, seconds: number) {
  one.signal("SIGSTOP");
  await sleep(seconds * 1_000);
  one.signal("SIGCONT");
}

/** The faults by name. `seconds`: how long those last that last. */
export function createFaults({ url, pair, line, redis, apis, workers, claimPaths }: Place) {
  let primary = pair.primary;
  const flood = async (seconds: number) => {
    const until = performance.now() + seconds * 1_000;
    const visitor = async () => {
      while (performance.now() < until) {
        const page = fetch(url + pick(claimPaths), { signal: AbortSignal.timeout(5_000) });
        await page.then((answer) => answer.arrayBuffer()).catch(() => undefined);
      }
    };
    await Promise.all(Array.from({ length: 20 }, visitor));
  };
  return {
    "kill an api": () => {
      pick(apis).signal("SIGKILL");
    },
    "kill a worker": () => {
      pick(workers).signal("SIGKILL");
    },
    "stop an api": (seconds: number) => freeze(pick(apis), seconds),
    "stop a worker": (seconds: number) => freeze(pick(workers), seconds),
    "flood claim pages": flood,
    "terminate backends": () =>
      primary.administer(
        "select pg_terminate_backend(pid) from pg_stat_activity where usename = 'join_login'",
      ),
    "empty Redis": () => redis.empty(),
    "crash PostgreSQL": async () => {
      await primary.crash();
      await primary.start();
    },
    "fail over": async () => {
      if (primary === pair.standby) return;
      await primary.crash();
      line.leadTo(pair.standby.url);
      await pair.standby.administer("select pg_promote()");
      primary = pair.standby;
    },
  } satisfies Record<string, (seconds: number) => unknown>;
}

export type Fault = keyof ReturnType<typeof createFaults>;
