import { queueNames, type QueueName } from "../db/migrations.ts";
import type { Logger } from "../logger.ts";
import { createThrottledWarning } from "./throttled-warning.ts";
import { withTimeout } from "./with-timeout.ts";
import type { JobQueue, QueueBackend } from "./backend.ts";

/** The queues of one process, created on first use. */
export interface Queues {
  /** Resolves to the queue once it is reachable. Rejects otherwise; the next call tries again. */
  get(name: QueueName): Promise<JobQueue>;
  close(): Promise<void>;
}

export function createQueues(backend: QueueBackend, logger: Logger): Queues {
  const warn = createThrottledWarning(logger);
  const opened = new Map<QueueName, { queue: JobQueue; ready: Promise<JobQueue> }>();

  function open(name: QueueName): Promise<JobQueue> {
    const queue = backend.openQueue(name);
    queue.on("error", (error) => {
      warn({ queue: name, reason: error.message }, "queue connection trouble");
    });
    // BullMQ never retries a failed first connection, so such a queue is discarded.
    const ready = queue.waitUntilReady().then(
      () => queue,
      async (error: unknown) => {
        opened.delete(name);
        await queue.close().catch(() => undefined);
        throw error;
      },
    );
    opened.set(name, { queue, ready });
    return ready;
  }

  return {
    get: (name) => opened.get(name)?.ready ?? open(name),
    close: async () => {
      const queues = [...opened.values()];
      opened.clear();
      // Closing a queue whose server is unreachable may never resolve.
      await Promise.all(
        queues.map(({ queue }) => withTimeout(3_000, queue.close()).catch(() => undefined)),
      );
    },
  };
}

export type QueueCounts = Record<"waiting" | "active" | "delayed" | "failed", number>;

/** Counts jobs by queue and state. Rejects after two seconds without an answer. */
export async function queueCounts(queues: Queues): Promise<Record<QueueName, QueueCounts>> {
  const count = async (name: QueueName) => {
    const queue = await queues.get(name);
    const counts = await queue.getJobCounts("waiting", "active", "delayed", "failed");
    return [name, counts] as const;
  };
  const entries = await withTimeout(2_000, Promise.all(queueNames.map(count)));
  return Object.fromEntries(entries) as Record<QueueName, QueueCounts>;
}
