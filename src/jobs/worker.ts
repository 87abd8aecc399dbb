import { setTimeout as sleep } from "node:timers/promises";
import type { Deps } from "../actions/deps.ts";
import type { Jobs } from "../actions/jobs.ts";
import { queueNames, type QueueName } from "../db/migrations.ts";
import type { Logger } from "../logger.ts";
import { backOff } from "./back-off.ts";
import type { JobWorker, QueueBackend } from "./backend.ts";
import { timings as usualPace, type Timings } from "./timings.ts";
import { createProcessors, type Processors } from "./processors.ts";
import { createQueues, type Queues } from "./queues.ts";
import { ensureSchedules, schedulesAt } from "./schedules.ts";
import { withTimeout } from "./with-timeout.ts";

/** Jobs of one queue that run at the same time in one process. */
const concurrency: Record<QueueName, number> = {
  issue: 4,
  notify: 8,
  google: 3,
  push: 4,
  upkeep: 2,
};

export interface RunningWorker {
  /** Takes no further job, and waits for the running ones, within bounds. */
  close(): Promise<void>;
}

/**
 * Works on all queues and keeps the schedules going. Resolves once every queue is reachable, however
 * long that takes. A job that was running when the process was killed runs again elsewhere.
 */
export async function startWorker(
  deps: Deps,
  backend: QueueBackend,
  {
    processors = createProcessors(deps),
    pace = usualPace,
  }: { processors?: Processors; pace?: Timings } = {},
): Promise<RunningWorker> {
  const { logger } = deps;
  const workers = await Promise.all(
    queueNames.map((name) => openWorker(name, backend, processors, logger, pace)),
  );
  const queues = createQueues(backend, logger);
  const stopWatching = await watchSchedules(queues, logger, pace);
  return {
    close: async () => {
      stopWatching();
      const closed = Promise.all(workers.map((worker) => worker.close()));
      await withTimeout(pace.graceMs, closed).catch(() => {
        logger.warn("stopped before every job was finished; they will run again");
      });
      await queues.close();
    },
  };
}

async function openWorker(
  name: QueueName,
  backend: QueueBackend,
  processors: Processors,
  logger: Logger,
  pace: Timings,
): Promise<JobWorker> {
  for (;;) {
    const worker = backend.openWorker(
      name,
      (job) =>
        (processors[job.name as keyof Jobs] as (payload: object) => Promise<unknown>)(job.data),
      {
        concurrency: concurrency[name],
        lockDuration: pace.lockMs,
        stalledInterval: pace.stalledEveryMs,
        runRetryDelay: pace.retryMs,
        // A job may lose its worker several times, as in a rollout; its attempts bound its failures.
        maxStalledCount: 5,
        settings: { backoffStrategy: (attempt, _type, error, job) => backOff(attempt, error, job) },
      },
    );
    worker.on("error", (error) => {
      logger.warn({ queue: name, reason: error.message }, "worker connection trouble");
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
      // As with queues: a failed first connection is remembered for ever.
      logger.warn({ queue: name, reason: (error as Error).message }, "waiting for the queue");
      await worker.close().catch(() => undefined);
      await sleep(pace.retryMs);
    }
  }
}

/** Looks after the schedules until told to stop. */
async function watchSchedules(queues: Queues, logger: Logger, pace: Timings): Promise<() => void> {
  const schedules = schedulesAt(pace);
  const look = async () => {
    try {
      await ensureSchedules(await queues.get("upkeep"), schedules, Date.now());
    } catch (error) {
      logger.warn({ reason: (error as Error).message }, "the schedules could not be looked after");
    }
  };
  await look();
  let looking = Promise.resolve();
  const timer = setInterval(() => {
    looking = looking.then(look);
  }, pace.watchEveryMs);
  return () => {
    clearInterval(timer);
  };
}
