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

export interface RetryPolicy {
  /** For each attempt, including the token. */
  timeoutMs: number;
  attempts: number;
  /** Bound of all pauses between attempts together. */
  maxWaitMs: number;
  sleep: (duration: number) => Promise<unknown>;
}

/** For a holder who waits for the response. */
export const holderRetryPolicy: RetryPolicy = {
  timeoutMs: 5_000,
  attempts: 4,
  maxWaitMs: 8_000,
  sleep,
};

/**
 * Called for each attempt that leaves open whether Google carries it out, perhaps later: no answer, or
 * one that says that Google failed. A further attempt may succeed nevertheless.
 */
export type OnUnanswered = () => void;

export interface GoogleClient {
  /** Returns the response's body. Throws GoogleError. */
  request(request: GoogleRequest, onUnanswered?: OnUnanswered): Promise<unknown>;
  /**
   * Sends several calls in one HTTP request, each once. Returns the error of each, in order. Throws
   * GoogleError when the request as a whole fails.
   */
  batch(
    requests: readonly GoogleRequest[],
    onUnanswered?: OnUnanswered,
  ): Promise<(GoogleError | undefined)[]>;
}

interface Sent {
  url: string;
  method: string;
  contentType: string;
  body: string | undefined;
  onUnanswered: OnUnanswered | undefined;
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

/** 250 ms, 500 ms, 1 s, …, half of each random, so that concurrent callers do not retry together. */
const backOff = (attempt: number) => 250 * 2 ** (attempt - 1) * (0.5 + Math.random() / 2);

/**
 * Creates a client of Google's REST API: a timeout per attempt, one new token after a 401, bounded
 * retries of what is retryable, and every HTTP request within the rate limit.
 * https://developers.google.com/wallet/reference/rest
 */
export function createGoogleClient(
  { apiOrigin, serviceAccount }: Pick<GoogleConfig, "apiOrigin" | "serviceAccount">,
  retryPolicy: RetryPolicy,
  rateLimiter: RateLimiter = unlimited,
): GoogleClient {
  const accessToken = createAccessToken(serviceAccount, retryPolicy.timeoutMs);

  async function send(name: string, sent: Sent, token: string) {
    const { url, method, contentType, body, onUnanswered } = sent;
    await rateLimiter.acquire(retryPolicy.maxWaitMs);
    try {
      const response = await fetch(url, {
        method,
        headers: { authorization: `Bearer ${token}`, "content-type": contentType },
        ...(body !== undefined && { body }),
        redirect: "error",
        signal: AbortSignal.timeout(retryPolicy.timeoutMs),
      });
      return { response, text: await response.text() };
    } catch (cause) {
      onUnanswered?.();
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
    if (status >= 500) sent.onUnanswered?.();
    throw refusal(name, { status, retryAfter: headers.get("retry-after"), text });
  }

  async function sendWithRetries(name: string, sent: Sent) {
    let waited = 0;
    for (let number = 1; ; number += 1) {
      try {
        return await attempt(name, sent);
      } catch (error) {
        if (!(error instanceof GoogleError) || !error.retryable) throw error;
        const { retryAfter, status } = error;
        // Retry-After of a response pauses all processes. An error without a status is the rate
        // limiter's own.
        if (retryAfter !== undefined && status !== undefined) await rateLimiter.pause(retryAfter);
        const wait = Math.max(retryAfter ?? 0, backOff(number));
        waited += wait;
        if (number >= retryPolicy.attempts || waited > retryPolicy.maxWaitMs) throw error;
        await retryPolicy.sleep(wait);
      }
    }
  }

  const nameOf = ({ method, path }: GoogleRequest) => `${method} ${path}`;

  return {
    request: async (request, onUnanswered) => {
      const sent = {
        url: `${apiOrigin}/walletobjects/v1/${request.path}`,
        method: request.method,
        contentType: "application/json",
        body: request.body && JSON.stringify(request.body),
        onUnanswered,
      };
      const { text } = await sendWithRetries(nameOf(request), sent);
      return parse(text);
    },
    batch: async (requests, onUnanswered) => {
      const calls = requests.map(({ path, ...call }) => ({
        ...call,
        path: `/walletobjects/v1/${path}`,
      }));
      const sent = {
        url: `${apiOrigin}/batch`,
        method: "POST",
        ...writeBatch(calls),
        onUnanswered,
      };
      const { contentType, text } = await sendWithRetries("POST batch", sent);
      const answers = readBatch(contentType, text);
      const errors = requests.map((request, index) => {
        const name = nameOf(request);
        const answer = answers.get(index);
        if (!answer) return noAnswer(name);
        if (answer.status < 300) return undefined;
        return refusal(name, { ...answer, retryAfter: answer.headers.get("retry-after") });
      });
      if (errors.some((error) => error && (error.status ?? 500) >= 500)) onUnanswered?.();
      const pauses = errors.flatMap((error) => (error?.retryable && error.retryAfter) || []);
      if (pauses.length > 0) await rateLimiter.pause(Math.max(...pauses));
      return errors;
    },
  };
}
