import type { Enqueue } from "../actions/deps.ts";
import type { Jobs } from "../actions/jobs.ts";
import type { Logger } from "../logger.ts";
import { timings as usualPace, type Timings } from "./timings.ts";
import { queueOfJob } from "./queue-of-job.ts";
import type { Queues } from "./queues.ts";
import { TimeoutError, withTimeout } from "./with-timeout.ts";

/** Jobs in one round trip to the queue. */
const batchSize = 500;

/**
 * Never rejects, and never keeps its caller longer than `enqueueWithinMs`: what was decided is
 * committed, and the sweep enqueues whatever a queue that is away did not take. After a time-out
 * the queue is left alone for a while, so that not every request waits for it.
 */
export function createEnqueue(
  queues: Queues,
  logger: Logger,
  pace: Pick<Timings, "attempts" | "backoffMs" | "enqueueWithinMs" | "enqueueRestMs"> = usualPace,
): Enqueue {
  let restUntil = 0;

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
            // While a job waits, another like it is superfluous. While it runs, it may have read
            // its rows already: then one more is kept to follow it.
            deduplication: { id: jobId(name, data), keepLastIfActive: true },
            delay: delayMs,
            attempts: pace.attempts,
            backoff: { type: "asked", delay: pace.backoffMs },
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
    if (Date.now() < restUntil) {
      logger.warn(lost, "not enqueued, left to the sweep: the queue is away");
      return;
    }
    try {
      await withTimeout(pace.enqueueWithinMs, add(name, payloads, delayMs));
    } catch (error) {
      if (error instanceof TimeoutError) restUntil = Date.now() + pace.enqueueRestMs;
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
