import { setTimeout as sleep } from "node:timers/promises";
import { GoogleError } from "./google-error.ts";

/** Whose turn it is to ask Google something: one rate for all processes together. */
export interface RateLimiter {
  /**
   * Resolves when one HTTP request may leave. Throws GoogleError, with `retryAfter`, when Google asked
   * to be left alone for longer than `longest` milliseconds.
   */
  turn(longest: number): Promise<void>;
  /** Google asked to be left alone for so many milliseconds. */
  rest(ms: number): Promise<void>;
}

/** Where the slots are kept. All times in milliseconds. */
export interface RateLimiterStore {
  take(): Promise<{ wait: number; resting: boolean }>;
  rest(ms: number): Promise<void>;
}

/**
 * Whoever wakes this much after its slot takes another, so that a process that stalled does not catch
 * up in a burst: fifteen a second that come up to 150 ms late are never more than eighteen in a second.
 */
const defaultMaxLateMs = 150;
const maxSlots = 5;

/** Longer is not believed: a rest is looked at again after an attempt. */
const maxRest = 10 * 60_000;

export function createRateLimiter(
  store: RateLimiterStore,
  maxLateMs = defaultMaxLateMs,
): RateLimiter {
  return {
    turn: async (longest) => {
      for (let slots = 1; ;) {
        const asked = performance.now();
        const { wait, resting } = await store.take();
        if (resting && wait > longest) {
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
    rest: (ms) => store.rest(Math.min(ms, maxRest)),
  };
}

/** For whoever shares Google with nobody. */
export const unlimited: RateLimiter = {
  turn: () => Promise.resolve(),
  rest: () => Promise.resolve(),
};
