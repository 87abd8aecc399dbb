import type { RequestHandler } from "express";
import { answerFailure } from "../../src/sandbox/google/google-failure.ts";

/**
 * A sliding limit of one second. Counts requests to the API, not to the token endpoint or the phone's
 * pages.
 */
export interface RateLimiter {
  /** Returns the maximum of requests within one second. */
  busiestSecond(): number;
  clear(): void;
  handler: RequestHandler;
}

const second = 1_000;

/** Creates a limiter that answers 429 over `perSecond`; refused requests count, too. */
export function createRateLimiter(perSecond: number): RateLimiter {
  let arrivals: number[] = [];
  let busiest = 0;
  return {
    busiestSecond: () => busiest,
    clear: () => {
      arrivals = [];
      busiest = 0;
    },
    handler: (request, response, next) => {
      if (!/^\/(walletobjects|batch)\b/.test(request.path)) {
        next();
        return;
      }
      const now = performance.now();
      arrivals = arrivals.filter((at) => at > now - second);
      arrivals.push(now);
      busiest = Math.max(busiest, arrivals.length);
      if (arrivals.length <= perSecond) {
        next();
        return;
      }
      response.set("retry-after", "1");
      answerFailure(response, 429, "Quota exceeded: requests per second.", "rateLimitExceeded");
    },
  };
}
