import { setTimeout as sleep } from "node:timers/promises";
import type { Deps } from "../actions/deps.ts";
import type { Jobs } from "../actions/jobs.ts";
import { queueNames, type QueueName } from "../db/migrations.ts";
import { databaseClock } from "../db/operations/database-server.ts";
import type { Logger } from "../logger.ts";
import { backOff } from "./back-off.ts";
import type { JobWorker, QueueBackend } from "./backend.ts";
import { timings as defaultTimings, type Timings } from "./timings.ts";
import { createProcessors, type Processors } from "./processors.ts";
import { createQueues, type Queues } from "./queues.ts";
import { runInTrace } from "../trace.ts";
import { createThrottledWarning, type ThrottledWarning } from "./throttled-warning.ts";
import { ensureSchedules, schedulesAt } from "./schedules.ts";
import { withTimeout } from "./with-timeout.ts";

/** Concurrent jobs per queue and process. */
const concurrency: Record<QueueName, number> = {
  issue: 4,
  notify: 8,
  google: 3,
  push: 4,
  upkeep: 2,
};

export interface RunningWorker {
  /** Takes no further job, and waits for running ones within `graceMs`. */
  close(): Promise<void>;
}

/**
 * Starts the workers of all queues and watches the schedules. Resolves once every queue is reachable,
 * however long that takes. A job whose process was killed runs again in another.
 */
export async function startWorker(
  deps: Deps,
  backend: QueueBackend,
  {
    processors = createProcessors(deps),
    timings = defaultTimings,
  }: { processors?: Processors; timings?: Timings } = {},
): Promise<RunningWorker> {
  const { logger } = deps;
  const warn = createThrottledWarning(logger);
  const workers = await Promise.all(
    queueNames.map((name) => openWorker(name, backend, processors, { logger, warn }, timings)),
  );
  const queues = createQueues(backend, logger);
  const stopWatching = await watchSchedules(deps, queues, { logger, warn }, timings);
  return {
    close: async () => {
      stopWatching();
      const closed = Promise.all(workers.map((worker) => worker.close()));
      await withTimeout(timings.graceMs, closed).catch(() => {
        logger.warn("stopped before every job was finished; they will run again");
      });
      await queues.close();
    },
  };
}

interface Logs {
  logger: Logger;
  warn: ThrottledWarning;
}

async function openWorker(
  name: QueueName,
  backend: QueueBackend,
  processors: Processors,
  { logger, warn }: Logs,
  timings: Timings,
): Promise<JobWorker> {
  for (;;) {
    const worker = backend.openWorker(
      name,
      ({ name, data }) => {
        const { traceparent, ...payload } = data as { traceparent?: string };
        const run = processors[name as keyof Jobs] as (payload: object) => Promise<unknown>;
        return runInTrace(traceparent, () => run(payload));
      },
      {
        concurrency: concurrency[name],
        lockDuration: timings.lockMs,
        stalledInterval: timings.stalledEveryMs,
        runRetryDelay: timings.retryMs,
        // A job may lose its worker several times in a rollout; `attempts` bounds its failures.
        maxStalledCount: 5,
        settings: { backoffStrategy: (attempt, _type, error, job) => backOff(attempt, error, job) },
      },
    );
    worker.on("error", (error) => {
      warn({ queue: name, reason: error.message }, "worker connection trouble");
    });
    worker.on("failed", (job, error) => {
      const willRetry = job !== undefined && job.attemptsMade < (job.opts.attempts ?? 1);
      logger[willRetry ? "warn" : "error"](
        { job: job?.name, ids: job?.data, attempt: job?.attemptsMade, reason: error.message },
        willRetry ? "job failed, it will be tried again" : "job failed",
      );
    });
    try {
      await worker.waitUntilReady();
      worker.run().catch((error: unknown) => {
        logger.error({ queue: name, reason: (error as Error).message }, "worker stopped");
      });
      return worker;
    } catch (error) {
      // As with queues, BullMQ never retries a failed first connection.
      warn({ queue: name, reason: (error as Error).message }, "waiting for the queue");
      await worker.close().catch(() => undefined);
      await sleep(timings.retryMs);
    }
  }
}

/** Checks the schedules repeatedly, until the returned function is called. */
async function watchSchedules(
  { db }: Pick<Deps, "db">,
  queues: Queues,
  { logger, warn }: Logs,
  timings: Timings,
): Promise<() => void> {
  const schedules = schedulesAt(timings);
  let isAway = false;
  const look = async () => {
    try {
      const looked = Promise.all([queues.get("upkeep"), databaseClock(db)]).then(([queue, now]) =>
        ensureSchedules(queue, schedules, now),
      );
      await withTimeout(timings.watchEveryMs, looked);
      if (isAway) logger.info("the queue answers again");
      isAway = false;
    } catch (error) {
      isAway = true;
      warn({ reason: (error as Error).message }, "the queue does not answer: no scheduled work");
    }
  };
  await look();
  let looking = Promise.resolve();
  const timer = setInterval(() => {
    looking = looking.then(look);
  }, timings.watchEveryMs);
  return () => {
    clearInterval(timer);
  };
}
