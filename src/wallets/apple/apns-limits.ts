/** Timeouts of the push client in milliseconds, and counts. Tests shorten them. */
export const apnsLimits = {
  connectTimeoutMs: 10_000,
  /** From sending a request to its response. */
  answerTimeoutMs: 10_000,
  /** A push that waits this long for a free stream is returned as `retryLater`. */
  maxWaitMs: 20_000,
  /** A session that does not answer a ping is closed. */
  pingEveryMs: 60_000,
  pingTimeoutMs: 5_000,
  /** Before the second attempt to connect; doubled for each further one. */
  backoffMs: 1_000,
  maxBackoffMs: 30_000,
  /** Upper bound of concurrent streams, whatever the peer allows. */
  maxStreams: 1_000,
  /** How often one push is sent when its session is lost. */
  maxAttempts: 4,
  /** How long APNs stores a push for a phone that is off. */
  expiryMs: 30 * 24 * 3_600_000,
};
export type ApnsLimits = typeof apnsLimits;
