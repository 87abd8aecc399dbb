/** Times of the push client in milliseconds, and counts. Tests run faster. */
export const apnsLimits = {
  connectWithinMs: 10_000,
  /** One request, from sending to its answer. */
  answerWithinMs: 10_000,
  /** A push that found no free stream for so long is handed back. */
  waitAtMostMs: 20_000,
  /** A session that does not answer a ping is dead, though nobody said so. */
  pingEveryMs: 60_000,
  pingWithinMs: 5_000,
  /** Before the second attempt to connect; doubled before each further one. */
  backoffMs: 1_000,
  longestBackoffMs: 30_000,
  /** At most so many streams at once, whatever the peer allows. */
  maxStreams: 1_000,
  /** How often one push is sent anew because its session was lost. */
  sendings: 4,
  /** How long Apple keeps a push for a phone that is off. */
  expiryMs: 30 * 24 * 3_600_000,
};
export type ApnsLimits = typeof apnsLimits;
