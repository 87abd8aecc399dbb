import { timings, type Timings } from "../../src/jobs/timings.ts";

/** As in production, only faster. */
export const fastPace: Timings = {
  ...timings,
  // Longer than any queue of a busy test machine takes: its own tests set what they need.
  enqueueWaitMs: 10_000,
  enqueueTimeoutMs: 10_000,
  enqueueCooldownMs: 300,
  attempts: 3,
  backoffMs: 20,
  lockMs: 1_500,
  stalledEveryMs: 500,
  retryMs: 200,
  sweepEveryMs: 400,
  watchEveryMs: 300,
};
