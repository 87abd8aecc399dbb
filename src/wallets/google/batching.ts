import type { GoogleClient, GoogleRequest, OnUnanswered } from "./client.ts";
import { catchGoogleError } from "./catch-google-error.ts";
import { GoogleError } from "./google-error.ts";

/** Sends calls in batches while a batch counts as one request, otherwise one by one. */
export interface Batching {
  /** The useful number of calls per `send` now. */
  most(): number;
  /** Sends the calls. Returns the error of each, in order. Throws GoogleError when none was tried. */
  send(
    requests: readonly GoogleRequest[],
    onUnanswered?: OnUnanswered,
  ): Promise<(GoogleError | undefined)[]>;
}

const maxCalls = 50;
/** Milliseconds of single calls after a batch was refused for its rate. */
const singleCallsMs = 60 * 60_000;

/** Answers of an endpoint without batches, such as a proxy. */
const unsupportedStatuses = [404, 405, 501];

const isQuota = (error: GoogleError | undefined) =>
  error !== undefined && error.retryable && (error.status === 429 || error.status === 403);

/**
 * Creates the batching. Google does not document how a batch counts towards its limit, and other Google
 * APIs count every call. So a batch counts as one request until Google refuses a part of it with 429;
 * then calls are sent one by one, within the rate of single requests, for an hour.
 */
export function createBatching(client: GoogleClient, allowed = true): Batching {
  let aloneUntil = allowed ? 0 : Infinity;
  const alone = () => performance.now() < aloneUntil;
  const giveUp = () => {
    aloneUntil = performance.now() + singleCallsMs;
  };

  async function oneByOne(requests: readonly GoogleRequest[], onUnanswered?: OnUnanswered) {
    const errors: (GoogleError | undefined)[] = [];
    for (const request of requests) {
      errors.push(await catchGoogleError(client.request(request, onUnanswered)));
    }
    return errors;
  }

  return {
    most: () => (alone() ? 1 : maxCalls),
    send: async (requests, onUnanswered) => {
      if (alone() || requests.length < 2) return oneByOne(requests, onUnanswered);
      try {
        const errors = await client.batch(requests, onUnanswered);
        if (errors.some(isQuota)) giveUp();
        return errors;
      } catch (error) {
        if (!(error instanceof GoogleError) || !unsupportedStatuses.includes(error.status ?? 0))
          throw error;
        giveUp();
        return oneByOne(requests, onUnanswered);
      }
    },
  };
}
