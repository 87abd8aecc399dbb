import type { Enqueue } from "../actions/deps.ts";
import type { Jobs } from "../actions/jobs.ts";
import type { Logger } from "../logger.ts";
import { traceparent } from "../trace.ts";
import { timings as defaultTimings, type Timings } from "./timings.ts";
import { queueOfJob } from "./queue-of-job.ts";
import type { Queues } from "./queues.ts";
import { createThrottledWarning } from "./throttled-warning.ts";
import { TimeoutError, withTimeout } from "./with-timeout.ts";

const notEnqueued = "perhaps not enqueued, left to the sweep";

/** Jobs in one round trip to the queue. */
const batchSize = 500;

/**
 * Creates the enqueue function. It never rejects and returns within `enqueueWaitMs`: the decision is
 * committed, the rows owe the work, and the sweep enqueues what is missing. The queue has
 * `enqueueTimeoutMs` to answer; after that it is skipped for `enqueueCooldownMs`. A job carries the trace of
 * its caller.
 */
export function createEnqueue(
  queues: Queues,
  logger: Logger,
  timings: Pick<
    Timings,
    "attempts" | "backoffMs" | "enqueueWaitMs" | "enqueueTimeoutMs" | "enqueueCooldownMs"
  > = defaultTimings,
): Enqueue {
  const warn = createThrottledWarning(logger);
  let cooldownUntil = 0;

  async function add<N extends keyof Jobs>(
    name: N,
    payloads: Jobs[N][],
    delayMs: number,
  ): Promise<void> {
    const queue = await queues.get(queueOfJob[name]);
    for (let start = 0; start < payloads.length; start += batchSize) {
      await queue.addBulk(
        payloads.slice(start, start + batchSize).map((data) => ({
          name,
          data: { ...data, traceparent: traceparent() },
          opts: {
            // A duplicate of a waiting job is dropped. While a job runs, it may have read its rows
            // already, so one more is kept to follow it.
            deduplication: { id: jobId(name, data), keepLastIfActive: true },
            delay: delayMs,
            attempts: timings.attempts,
            backoff: { type: "asked", delay: timings.backoffMs },
            removeOnComplete: true,
            removeOnFail: { age: 7 * 24 * 3600, count: 1_000 },
          },
        })),
      );
    }
  }

  async function tryToAdd<N extends keyof Jobs>(
    name: N,
    payloads: Jobs[N][],
    delayMs: number,
  ): Promise<void> {
    try {
      await withTimeout(timings.enqueueTimeoutMs, add(name, payloads, delayMs));
    } catch (error) {
      if (error instanceof TimeoutError) cooldownUntil = Date.now() + timings.enqueueCooldownMs;
      warn({ job: name, reason: (error as Error).message }, notEnqueued);
    }
  }

  return async (name, payloads, { delayMs = 0 } = {}) => {
    if (payloads.length === 0) return;
    if (Date.now() < cooldownUntil) {
      warn({ job: name, reason: "the queue is away" }, notEnqueued);
      return;
    }
    const added = tryToAdd(name, payloads, delayMs);
    await withTimeout(timings.enqueueWaitMs, added).catch(() => undefined);
  };
}

function jobId(name: string, payload: object): string {
  return [name, ...(Object.values(payload) as string[])].join("/");
}
