import { createPostgresBackend, Queue, type Job, type WorkerOptions } from "bullmq";
import type { RedisOptions } from "ioredis";
import type { Config } from "../config.ts";
import type { RedisConfig } from "../config/redis.ts";
import { PacedWorker } from "./paced-worker.ts";
import { redisOptions, redisPrefix } from "../config/redis-options.ts";
import { timings as defaultTimings, type Timings } from "./timings.ts";
import { queueSchema, type QueueName } from "../db/migrations.ts";

/** The part of BullMQ's Queue in use, the same on both backends. */
export type JobQueue = Pick<
  Queue<object>,
  | "addBulk"
  | "getJobCounts"
  | "getJobScheduler"
  | "upsertJobScheduler"
  | "removeJobScheduler"
  | "waitUntilReady"
  | "close"
> & { on(event: "error", listener: (error: Error) => void): unknown };

/** A job as its processor receives it. */
export type RunningJob = Pick<Job<object>, "name" | "data" | "attemptsMade" | "opts">;

/** The part of BullMQ's Worker in use. */
export interface JobWorker {
  run(): Promise<void>;
  waitUntilReady(): Promise<unknown>;
  close(): Promise<void>;
  on(event: "error", listener: (error: Error) => void): unknown;
  on(event: "failed", listener: (job: RunningJob | undefined, error: Error) => void): unknown;
}
export type JobWorkerOptions = Omit<WorkerOptions, "connection" | "autorun">;
type RunJob = (job: RunningJob) => Promise<unknown>;

/** Creates queues and workers on one of the backends. The caller closes them. */
export interface QueueBackend {
  readonly kind: "postgres" | "redis";
  openQueue(name: QueueName): JobQueue;
  /** Creates a worker that starts with `run()`. */
  openWorker(name: QueueName, run: RunJob, options: JobWorkerOptions): JobWorker;
}

/** Redis when the configuration names one, else the service's PostgreSQL. Does not connect yet. */
export function createQueueBackend(
  config: RedisConfig & Pick<Config, "databaseDirectUrl">,
  timings: AnswerTimings = defaultTimings,
): QueueBackend {
  const { redisUrl, databaseDirectUrl } = config;
  if (redisUrl !== undefined) return redisBackend(config, timings);
  if (databaseDirectUrl !== undefined) return postgresBackend(databaseDirectUrl, timings);
  throw new Error("The queues need REDIS_URL or DATABASE_URL.");
}

type AnswerTimings = Pick<Timings, "answerMs" | "blockedAnswerMs">;

function redisBackend(
  config: RedisConfig,
  { answerMs, blockedAnswerMs }: AnswerTimings,
): QueueBackend {
  // A user of a managed Redis may not run INFO: then neither version nor loading is asked for.
  let isRestricted = false;
  const learn = (error: Error) => {
    if (/NOPERM.*'info'/i.test(error.message)) isRestricted = true;
  };
  const optionsOf = <C extends RedisOptions>(client: C) => ({
    prefix: redisPrefix,
    skipVersionCheck: isRestricted,
    connection: { ...redisOptions(config), enableReadyCheck: !isRestricted, ...client },
  });
  return {
    kind: "redis",
    openQueue: (name) => {
      // The caller of enqueue waits: no retries, and no commands buffered for an unreachable server.
      const producer = optionsOf({
        maxRetriesPerRequest: 1,
        enableOfflineQueue: false,
        socketTimeout: answerMs,
      });
      const queue: JobQueue = new Queue(name, producer);
      queue.on("error", learn);
      return queue;
    },
    openWorker: (name, run, options) => {
      const consumer = optionsOf({ maxRetriesPerRequest: null, socketTimeout: blockedAnswerMs });
      const worker = new PacedWorker(name, run, { ...options, ...consumer, autorun: false });
      worker.on("error", learn);
      return worker;
    },
  };
}

function postgresBackend(
  connectionString: string,
  { answerMs, blockedAnswerMs }: AnswerTimings,
): QueueBackend {
  const connection = {
    connectionString,
    schema: queueSchema,
    max: 3,
    keepAlive: true,
    connectionTimeoutMillis: answerMs,
    query_timeout: 2 * blockedAnswerMs,
  };
  return {
    kind: "postgres",
    openQueue: (name) => new Queue(name, { connection }, createPostgresBackend),
    openWorker: (name, run, options) => {
      const given = { ...options, connection, autorun: false };
      return new PacedWorker(name, run, given, createPostgresBackend);
    },
  };
}
