import type { RunningJob } from "./backend.ts";

/** Cap on Retry-After. */
const longest = 10 * 60_000;

/**
 * Milliseconds until a failed job's next attempt: exponential, half of it random, and at least the
 * error's `retryAfter`.
 */
export function backOff(attempt: number, error?: Error, job?: Pick<RunningJob, "opts">): number {
  const { backoff } = job?.opts ?? {};
  const first = typeof backoff === "object" ? (backoff.delay ?? 0) : (backoff ?? 0);
  const usual = first * 2 ** (attempt - 1) * (0.5 + Math.random() / 2);
  const asked = (error as { retryAfter?: unknown } | undefined)?.retryAfter;
  return Math.round(Math.max(usual, typeof asked === "number" ? Math.min(asked, longest) : 0));
}
