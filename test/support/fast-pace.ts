import { pace, type Pace } from "../../src/jobs/pace.ts";

/** As in production, only faster. */
export const fastPace: Pace = {
  ...pace,
  enqueueWithinMs: 500,
  enqueueRestMs: 300,
  attempts: 3,
  backoffMs: 20,
  lockMs: 1_500,
  stalledEveryMs: 500,
  retryMs: 200,
  sweepEveryMs: 400,
  watchEveryMs: 300,
};
