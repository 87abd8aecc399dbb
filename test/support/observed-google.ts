import type { GoogleConfig } from "../../src/config/google.ts";
import {
  createGoogleSandbox,
  type GoogleSandbox,
} from "../../src/sandbox/google/google-sandbox.ts";
import { createFaults, type Faults } from "./google-faults.ts";
import { createRateLimiter, type RateLimiter } from "./google-limiter.ts";
import { createRequestLog, type RequestLog } from "./google-request-log.ts";

/** The simulated Google Wallet with a request log, injectable faults and a limit of requests. */
export interface ObservedGoogle extends GoogleSandbox {
  log: RequestLog;
  faults: Faults;
  /** Set with `perSecond`. */
  limiter?: RateLimiter | undefined;
}

/** Over `perSecond` requests it answers 429; without it there is no limit. */
export function createObservedGoogle(config: GoogleConfig, perSecond?: number): ObservedGoogle {
  const log = createRequestLog();
  const faults = createFaults();
  const limiter = perSecond === undefined ? undefined : createRateLimiter(perSecond);
  const sandbox = createGoogleSandbox(config, {
    handlers: [log.handler, ...(limiter ? [limiter.handler] : []), faults.handler],
    answerPart: (call, answer) => {
      const entry = log.addPart(call);
      const answered = faults.forPart(call) ?? answer();
      entry.status = answered.status;
      return answered;
    },
  });
  return { ...sandbox, log, faults, limiter };
}
