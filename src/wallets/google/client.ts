import { setTimeout as sleep } from "node:timers/promises";
import type { GoogleConfig } from "../../config/google.ts";
import { createAccessToken } from "./access-token.ts";
import { readBatch, writeBatch } from "./batch-format.ts";
import { GoogleError } from "./google-error.ts";
import { unlimited, type RateLimiter } from "./rate-limiter.ts";
import { refusal } from "./refusal.ts";

export interface GoogleRequest {
  method: "GET" | "POST" | "PATCH";
  /** Below `/walletobjects/v1/`. */
  path: string;
  body?: object;
}

/** How long to keep trying. All times in milliseconds. */
export interface Patience {
  /** For each attempt, token included. */
  timeout: number;
  attempts: number;
  /** All waiting between attempts together: beyond it the caller, or its queue, decides. */
  waiting: number;
  sleep: (duration: number) => Promise<unknown>;
}

/** What somebody who tapped a button will sit through. */
export const holderPatience: Patience = { timeout: 5_000, attempts: 4, waiting: 8_000, sleep };

export interface GoogleClient {
  /** The answer's body. Throws GoogleError. */
  request(request: GoogleRequest): Promise<unknown>;
  /**
   * Several calls in one HTTP request, each tried once; what went wrong with each, in their order.
   * Throws GoogleError when the request as a whole did.
   */
  batch(requests: readonly GoogleRequest[]): Promise<(GoogleError | undefined)[]>;
}

interface Sent {
  url: string;
  method: string;
  contentType: string;
  body: string | undefined;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const noAnswer = (name: string) =>
  new GoogleError(name, { googleMessage: "no answer in the batch", retryable: true });

/** 250 ms, 500 ms, 1 s, …, half of each left to chance so that many callers do not return together. */
const backOff = (attempt: number) => 250 * 2 ** (attempt - 1) * (0.5 + Math.random() / 2);

/**
 * Google's REST interface: a time-out for each attempt, one new token after a 401, a bounded number
 * of attempts for what passes by itself, and no HTTP request out of its turn.
 * https://developers.google.com/wallet/reference/rest
 */
export function createGoogleClient(
  { apiOrigin, serviceAccount }: Pick<GoogleConfig, "apiOrigin" | "serviceAccount">,
  patience: Patience,
  pace: RateLimiter = unlimited,
): GoogleClient {
  const accessToken = createAccessToken(serviceAccount, patience.timeout);

  async function send(name: string, { url, method, contentType, body }: Sent, token: string) {
    await pace.turn(patience.waiting);
    try {
      const response = await fetch(url, {
        method,
        headers: { authorization: `Bearer ${token}`, "content-type": contentType },
        ...(body !== undefined && { body }),
        redirect: "error",
        signal: AbortSignal.timeout(patience.timeout),
      });
      return { response, text: await response.text() };
    } catch (cause) {
      const googleMessage = cause instanceof Error ? cause.message : String(cause);
      throw new GoogleError(name, { googleMessage, retryable: true, cause });
    }
  }

  async function attempt(name: string, sent: Sent) {
    const token = await accessToken.current();
    let answer = await send(name, sent, token);
    if (answer.response.status === 401) {
      answer = await send(name, sent, await accessToken.insteadOf(token));
    }
    const { response, text } = answer;
    const { ok, status, headers } = response;
    if (ok) return { text, contentType: headers.get("content-type") ?? "" };
    throw refusal(name, { status, retryAfter: headers.get("retry-after"), text });
  }

  async function persist(name: string, sent: Sent) {
    let waited = 0;
    for (let number = 1; ; number += 1) {
      try {
        return await attempt(name, sent);
      } catch (error) {
        if (!(error instanceof GoogleError) || !error.retryable) throw error;
        const { retryAfter, status } = error;
        // An answer asks everybody to wait; our own pace, which has no status, already does.
        if (retryAfter !== undefined && status !== undefined) await pace.rest(retryAfter);
        const wait = Math.max(retryAfter ?? 0, backOff(number));
        waited += wait;
        if (number >= patience.attempts || waited > patience.waiting) throw error;
        await patience.sleep(wait);
      }
    }
  }

  const nameOf = ({ method, path }: GoogleRequest) => `${method} ${path}`;

  return {
    request: async (request) => {
      const { text } = await persist(nameOf(request), {
        url: `${apiOrigin}/walletobjects/v1/${request.path}`,
        method: request.method,
        contentType: "application/json",
        body: request.body && JSON.stringify(request.body),
      });
      return parse(text);
    },
    batch: async (requests) => {
      const calls = requests.map(({ path, ...call }) => ({
        ...call,
        path: `/walletobjects/v1/${path}`,
      }));
      const sent = { url: `${apiOrigin}/batch`, method: "POST", ...writeBatch(calls) };
      const { contentType, text } = await persist("POST batch", sent);
      const answers = readBatch(contentType, text);
      const errors = requests.map((request, index) => {
        const name = nameOf(request);
        const answer = answers.get(index);
        if (!answer) return noAnswer(name);
        if (answer.status < 300) return undefined;
        return refusal(name, { ...answer, retryAfter: answer.headers.get("retry-after") });
      });
      const rests = errors.flatMap((error) => (error?.retryable && error.retryAfter) || []);
      if (rests.length > 0) await pace.rest(Math.max(...rests));
      return errors;
    },
  };
}
