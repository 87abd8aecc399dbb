import type { Clock, Deps } from "../../src/actions/deps.ts";
import type { Jobs } from "../../src/actions/jobs.ts";
import { loadConfig } from "../../src/config.ts";
import type { Pool } from "../../src/db/connect.ts";
import { createLogger } from "../../src/logger.ts";
import { testKeyRing, testNow } from "./builders.ts";

type Enqueued = { [N in keyof Jobs]: { name: N; payload: Jobs[N] } }[keyof Jobs];

export interface TestDeps extends Deps {
  clock: Clock & { set(now: Date): void };
  /** What the actions handed to the worker, in order. */
  enqueued: Enqueued[];
  /** What would have reached people. */
  sent: Parameters<Deps["messages"]["send"]>[0][];
}

/** Everything an action may use, without wallets; clock and outside world are in the test's hand. */
export function testDeps(db: Pool, { now = testNow }: { now?: Date } = {}): TestDeps {
  let time = now;
  const enqueued: Enqueued[] = [];
  const sent: TestDeps["sent"] = [];
  return {
    config: loadConfig({ NODE_ENV: "test" }),
    db,
    clock: {
      now: () => time,
      set: (next) => {
        time = next;
      },
    },
    keyRing: testKeyRing,
    logger: createLogger("silent"),
    enqueue: (name, payloads) => {
      enqueued.push(...payloads.map((payload) => ({ name, payload }) as Enqueued));
      return Promise.resolve();
    },
    messages: {
      send: (message) => {
        sent.push(message);
        return Promise.resolve({});
      },
    },
    enqueued,
    sent,
  };
}
