import { randomBytes } from "node:crypto";
import type { Enqueue } from "../../src/actions/deps.ts";
import type { Config } from "../../src/config.ts";
import type { Pool } from "../../src/db/connect.ts";
import { createQueueBackend, type QueueBackend } from "../../src/jobs/backend.ts";
import { createEnqueue } from "../../src/jobs/enqueue.ts";
import type { Timings } from "../../src/jobs/timings.ts";
import type { Processors } from "../../src/jobs/processors.ts";
import { createQueues, type Queues } from "../../src/jobs/queues.ts";
import { startWorker, type RunningWorker } from "../../src/jobs/worker.ts";
import { createLogger } from "../../src/logger.ts";
import { useDatabase, type TestDatabase } from "./database.ts";
import { eventually } from "./eventually.ts";
import { fastPace } from "./fast-pace.ts";
import { startRedis, type RunningRedis } from "./redis.ts";
import { testDeps } from "./test-deps.ts";

export interface QueuesUnderTest {
  readonly database: TestDatabase;
  /** The part of the configuration that says where the queues are. */
  readonly where: Pick<Config, "databaseDirectUrl" | "redisUrl">;
  readonly backend: QueueBackend;
  readonly queues: Queues;
  readonly enqueue: Enqueue;
  /** Takes away all that the queues hold: jobs, schedules, locks. */
  empty(): Promise<void>;
  /** A worker whose unnamed jobs do nothing. Stopped after the test, if it still runs. `db`: a pool of its own. */
  work(processors: Partial<Processors>, pace?: Partial<Timings>, db?: Pool): Promise<RunningWorker>;
}

const nothing = () => Promise.resolve();
export const idle: Processors = {
  "issue-passes": nothing,
  "notify-recipient": nothing,
  "sync-google": nothing,
  "reconcile-google": nothing,
  "reconcile-google-offer": nothing,
  "push-apple": nothing,
  "deliver-webhook": nothing,
  "send-invitation": nothing,
  "send-notices": nothing,
  "send-office-notices": nothing,
  "tell-issued": nothing,
  "expire-due": nothing,
  "lapse-unclaimed": nothing,
  "tell-of-unfetched": nothing,
  "return-due": nothing,
  "sweep-owed-work": nothing,
  "state-settlements": nothing,
  "remove-ended-sessions": nothing,
  "remove-expired-imports": nothing,
  "seal-audit": nothing,
  "remind-due": nothing,
  "erase-ended": nothing,
};

/** The same promises for either place where the queues can live. */
export function describeOnBothBackends(
  name: string,
  tests: (under: QueuesUnderTest) => void,
): void {
  for (const kind of ["postgres", "redis"] as const) {
    describe(`${name} (${kind})`, () => {
      tests(useQueues(kind));
    });
  }
}

function useQueues(kind: "postgres" | "redis"): QueuesUnderTest {
  const database = useDatabase();
  let redis: RunningRedis | undefined;
  let opened: {
    where: QueuesUnderTest["where"];
    backend: QueueBackend;
    queues: Queues;
    enqueue: Enqueue;
  };
  let workers: RunningWorker[] = [];

  const empty = async () => {
    if (redis) return redis.empty();
    // BullMQ locks the tables in an order of its own; where the two meet, one of them is given up.
    await eventually("the tables are empty", async () => {
      try {
        await database.owner.raw(
          "truncate bullmq.job, bullmq.scheduler, bullmq.dedup, bullmq.dedup_next, bullmq.meta cascade",
        );
        return true;
      } catch (error) {
        if ((error as { code?: string }).code !== "40P01") throw error;
        return false;
      }
    });
  };

  before("opens the queues", async () => {
    if (kind === "redis") redis = await startRedis();
    const where = redis ? { redisUrl: redis.url } : { databaseDirectUrl: database.url };
    const backend = createQueueBackend(where);
    const queues = createQueues(backend, createLogger("silent"));
    opened = {
      where,
      backend,
      queues,
      enqueue: createEnqueue(queues, createLogger("silent"), fastPace),
    };
  });
  afterEach("stops the workers", async () => {
    await Promise.all(workers.map((worker) => worker.close()));
    workers = [];
    await empty();
  });
  after("closes the queues", async () => {
    await opened.queues.close();
    await redis?.stop();
  });

  return {
    database,
    get where() {
      return opened.where;
    },
    get backend() {
      return opened.backend;
    },
    get queues() {
      return opened.queues;
    },
    get enqueue() {
      return opened.enqueue;
    },
    empty,
    work: async (processors, overrides, db = database.db) => {
      const worker = await startWorker(testDeps(db), opened.backend, {
        processors: { ...idle, ...processors },
        timings: { ...fastPace, ...overrides },
      });
      workers.push(worker);
      return worker;
    },
  };
}

export const anId = (): string => randomBytes(6).toString("hex");
