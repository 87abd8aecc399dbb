import { setTimeout as sleep } from "node:timers/promises";
import { Worker, type IQueueBackend, type JobProgress } from "bullmq";

/**
 * BullMQ's worker with a pause of `runRetryDelay` after every failed fetch of a job. BullMQ pauses only
 * after a refused connection: a queue that answers with an error (Redis at maxmemory, a missing
 * permission, a read-only replica) is asked again at once, thousands of times a second.
 */
export class PacedWorker<B extends IQueueBackend, C> extends Worker<
  object,
  unknown,
  string,
  B,
  JobProgress,
  C
> {
  protected override async moveToActive(
    ...fetch: [token: string, name?: string]
  ): ReturnType<Worker<object, unknown, string, B, JobProgress, C>["getNextJob"]> {
    try {
      return await super.moveToActive(...fetch);
    } catch (error) {
      if (!this.closing) await sleep(this.opts.runRetryDelay);
      throw error;
    }
  }
}
