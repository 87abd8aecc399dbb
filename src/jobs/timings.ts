/** Every time and count of the queues, in milliseconds where it says so. Tests run faster. */
export const timings = {
  /** A caller never waits longer than this for a queue… */
  enqueueWithinMs: 2_000,
  /** …and a queue that did not answer is not asked again for this long. */
  enqueueRestMs: 5_000,
  /** Few, since the sweep hands in anew whatever failed and is still owed. */
  attempts: 4,
  /** Before the second attempt; doubled before each further one, half of it by chance. */
  backoffMs: 1_000,
  /** A worker that died is noticed after this and one or two `stalledEveryMs`. */
  lockMs: 10_000,
  stalledEveryMs: 5_000,
  /** Before a worker asks a server again that refused the connection. */
  retryMs: 1_000,
  sweepEveryMs: 10_000,
  /** How often a worker looks whether the schedules are still there. */
  watchEveryMs: 15_000,
  /** How long a stopping worker waits for what is running. */
  graceMs: 20_000,
};
export type Timings = typeof timings;
