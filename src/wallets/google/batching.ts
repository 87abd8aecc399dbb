import type { GoogleClient, GoogleRequest } from "./client.ts";
import { catchGoogleError } from "./catch-google-error.ts";
import { GoogleError } from "./google-error.ts";

/** Sends calls together while Google lets them count as one request, else one by one. */
export interface Batching {
  /** How many calls go well together at this moment. */
  most(): number;
  /** What went wrong with each call, in their order. Throws GoogleError when none was even tried. */
  send(requests: readonly GoogleRequest[]): Promise<(GoogleError | undefined)[]>;
}

const maxCalls = 50;
/** Milliseconds for which calls go alone after batches proved useless. */
const aloneFor = 60 * 60_000;

/** An interface without batches, as a proxy or another stand-in may be. */
const unknownThere = [404, 405, 501];

const isQuota = (error: GoogleError | undefined) =>
  error !== undefined && error.retryable && (error.status === 429 || error.status === 403);

/**
 * Google does not document how a batch counts towards its limit; other Google interfaces count every
 * call. So a batch counts as one request here until Google refuses a part of one for going too fast:
 * then batches gain nothing, and calls go alone, at the pace of single requests, for an hour.
 */
export function createBatching(client: GoogleClient, allowed = true): Batching {
  let aloneUntil = allowed ? 0 : Infinity;
  const alone = () => performance.now() < aloneUntil;
  const giveUp = () => {
    aloneUntil = performance.now() + aloneFor;
  };

  async function oneByOne(requests: readonly GoogleRequest[]) {
    const errors: (GoogleError | undefined)[] = [];
    for (const request of requests) errors.push(await catchGoogleError(client.request(request)));
    return errors;
  }

  return {
    most: () => (alone() ? 1 : maxCalls),
    send: async (requests) => {
      if (alone() || requests.length < 2) return oneByOne(requests);
      try {
        const errors = await client.batch(requests);
        if (errors.some(isQuota)) giveUp();
        return errors;
      } catch (error) {
        if (!(error instanceof GoogleError) || !unknownThere.includes(error.status ?? 0))
          throw error;
        giveUp();
        return oneByOne(requests);
      }
    },
  };
}
