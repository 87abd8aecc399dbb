import { setTimeout as sleep } from "node:timers/promises";
import { GoogleError } from "./google-error.ts";

/** One rate limit of calls to Google, shared by all processes. */
export interface RateLimiter {
  /**
   * Resolves when one HTTP request may be sent. Throws GoogleError with `retryAfter` when a pause lasts
   * longer than `maxWaitMs`.
   */
  acquire(maxWaitMs: number): Promise<void>;
  /** Stops all requests for the duration of a Retry-After. */
  pause(ms: number): Promise<void>;
}

/** The store of the slots, shared by all processes. Times in milliseconds. */
export interface RateLimiterStore {
  take(): Promise<{ wait: number; resting: boolean }>;
  pause(ms: number): Promise<void>;
}

/**
 * A caller that wakes this late takes another slot, so that a stalled process does not send a burst: 15
 * requests a second that are up to 150 ms late are never more than 18 in a second.
 */
const defaultMaxLateMs = 150;
const maxSlots = 5;

/** Cap on Retry-After; after it, one request tries again. */
const maxPauseMs = 10 * 60_000;

export function createRateLimiter(
  store: RateLimiterStore,
  maxLateMs = defaultMaxLateMs,
): RateLimiter {
  return {
    acquire: async (maxWaitMs) => {
      for (let slots = 1; ;) {
        const asked = performance.now();
        const { wait, resting } = await store.take();
        if (resting && wait > maxWaitMs) {
          throw new GoogleError("waiting", {
            googleMessage: "asked to be left alone for a while",
            retryable: true,
            retryAfter: wait,
          });
        }
        await sleep(wait);
        const late = performance.now() - asked - wait;
        if (!resting && (late <= maxLateMs || slots >= maxSlots)) return;
        if (!resting) slots += 1;
      }
    },
    pause: (ms) => store.pause(Math.min(ms, maxPauseMs)),
  };
}

/** For a process that shares its limit with no other. */
export const unlimited: RateLimiter = {
  acquire: () => Promise.resolve(),
  pause: () => Promise.resolve(),
};
