import type { Enqueue } from "../actions/deps.ts";
import type { Jobs } from "../actions/jobs.ts";
import type { Logger } from "../logger.ts";
import { timings as defaultTimings, type Timings } from "./timings.ts";
import { queueOfJob } from "./queue-of-job.ts";
import type { Queues } from "./queues.ts";
import { TimeoutError, withTimeout } from "./with-timeout.ts";

/** Jobs in one round trip to the queue. */
const batchSize = 500;

/**
 * Creates the enqueue function. It never rejects and returns within `enqueueTimeoutMs`: the decision is
 * committed, and the sweep enqueues what is missing. After a timeout it skips the queue for
 * `enqueueCooldownMs`, so that not every request waits.
 */
export function createEnqueue(
  queues: Queues,
  logger: Logger,
  timings: Pick<
    Timings,
    "attempts" | "backoffMs" | "enqueueTimeoutMs" | "enqueueCooldownMs"
  > = defaultTimings,
): Enqueue {
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
          data,
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

  return async (name, payloads, { delayMs = 0 } = {}) => {
    if (payloads.length === 0) return;
    const lost = { job: name, count: payloads.length };
    if (Date.now() < cooldownUntil) {
      logger.warn(lost, "not enqueued, left to the sweep: the queue is away");
      return;
    }
    try {
      await withTimeout(timings.enqueueTimeoutMs, add(name, payloads, delayMs));
    } catch (error) {
      if (error instanceof TimeoutError) cooldownUntil = Date.now() + timings.enqueueCooldownMs;
      logger.warn(
        { ...lost, reason: (error as Error).message },
        "perhaps not enqueued, left to the sweep",
      );
    }
  };
}

function jobId(name: string, payload: object): string {
  return [name, ...(Object.values(payload) as string[])].join("/");
}
