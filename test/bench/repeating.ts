import { setTimeout as sleep } from "node:timers/promises";
import { AppError } from "../../src/errors.ts";

/** What the service's 503 says in `Retry-After`, in milliseconds. */
const retryAfterMs = 5_000;
const mostTries = 12;

/** What callers of the API do with 503, on a machine that other programs use too. */
export interface Patience {
  /** Does the work; as often as it throws AppError "unavailable", again after five seconds, twelve times at most. */
  insist: <T>(work: (isRepeated: boolean) => Promise<T>) => Promise<T>;
  /** How often work was repeated. */
  repeated: () => number;
}

export function patience(): Patience {
  let repeated = 0;
  const insist: Patience["insist"] = async (work) => {
    for (let tries = 1; ; tries += 1) {
      try {
        return await work(tries > 1);
      } catch (error) {
        const isAway = error instanceof AppError && error.code === "unavailable";
        if (!isAway || tries === mostTries) throw error;
        repeated += 1;
        await sleep(retryAfterMs);
      }
    }
  };
  return { insist, repeated: () => repeated };
}
