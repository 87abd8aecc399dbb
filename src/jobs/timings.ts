/** Times and counts of the queues, times in milliseconds. Tests shorten them. */
export const timings = {
  /** Longest wait of a caller for the queue. */
  enqueueWaitMs: 100,
  /** Longest wait for the queue, without the caller. */
  enqueueTimeoutMs: 2_000,
  /** How long enqueuing is skipped after a timeout. */
  enqueueCooldownMs: 5_000,
  /** Few, since the sweep enqueues what failed again. */
  attempts: 4,
  /** Before the second attempt; doubled for each further one, half of it random. */
  backoffMs: 1_000,
  /** A dead worker is noticed after this and one or two `stalledEveryMs`. */
  lockMs: 10_000,
  stalledEveryMs: 5_000,
  /** After this without an answer a connection to Redis is given up; a worker's commands block longer. */
  answerMs: 5_000,
  blockedAnswerMs: 15_000,
  /** Before a worker connects again. */
  retryMs: 1_000,
  sweepEveryMs: 10_000,
  /** How often a worker checks the schedules. */
  watchEveryMs: 15_000,
  /** How long a stopping worker waits for running jobs. */
  graceMs: 25_000,
};
export type Timings = typeof timings;
