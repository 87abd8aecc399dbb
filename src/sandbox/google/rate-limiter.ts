import type { RequestHandler } from "express";
import { answerFailure } from "./google-failure.ts";

/** Google's limit, kept to the letter. Counts HTTP requests to the interface: no token, no phone. */
export interface RateLimiter {
  /** The most requests that ever arrived within one second. */
  busiestSecond(): number;
  clear(): void;
  handler: RequestHandler;
}

const second = 1_000;

/** Beyond `perSecond` it answers 429; what it refuses counts all the same. */
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
