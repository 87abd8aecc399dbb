import { setTimeout as sleep } from "node:timers/promises";
import type { GoogleConfig } from "../../config.ts";
import { makeAccessToken } from "./access-token.ts";
import { GoogleError } from "./google-error.ts";

interface GoogleRequest {
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
}

/** Retry-After as milliseconds: seconds, or a date. https://www.rfc-editor.org/rfc/rfc9110#field.retry-after */
function retryAfterOf(header: string | null): number | undefined {
  if (header === null) return undefined;
  if (/^\d+$/.test(header)) return Number(header) * 1000;
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.max(0, date - Date.now());
}

interface GoogleFailure {
  error?: { message?: string; errors?: { reason?: string }[] };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** 403 means both "you may not", which stays, and "not so fast", which passes: the words tell. */
function refusal(name: string, response: Response, text: string): GoogleError {
  const { status } = response;
  const failure = (parse(text) as GoogleFailure | undefined)?.error;
  const googleMessage = failure?.message ?? text.slice(0, 300);
  const reasons = [googleMessage, ...(failure?.errors ?? []).map(({ reason }) => reason ?? "")];
  const quota = reasons.some((reason) => /quota|rate ?limit/i.test(reason));
  return new GoogleError(name, {
    status,
    googleMessage,
    retryable: status === 429 || status >= 500 || (status === 403 && quota),
    retryAfter: retryAfterOf(response.headers.get("retry-after")),
  });
}

/** 250 ms, 500 ms, 1 s, …, half of each left to chance so that many callers do not return together. */
const backOff = (attempt: number) => 250 * 2 ** (attempt - 1) * (0.5 + Math.random() / 2);

/**
 * Google's REST interface: a time-out for each attempt, one new token after a 401, and a bounded
 * number of attempts for what passes by itself. https://developers.google.com/wallet/reference/rest
 */
export function makeGoogleClient(
  { apiOrigin, serviceAccount }: Pick<GoogleConfig, "apiOrigin" | "serviceAccount">,
  patience: Patience,
): GoogleClient {
  const accessToken = makeAccessToken(serviceAccount, patience.timeout);

  async function send({ method, path, body }: GoogleRequest, token: string) {
    const name = `${method} ${path}`;
    try {
      const response = await fetch(`${apiOrigin}/walletobjects/v1/${path}`, {
        method,
        headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
        ...(body && { body: JSON.stringify(body) }),
        redirect: "error",
        signal: AbortSignal.timeout(patience.timeout),
      });
      return { name, response, text: await response.text() };
    } catch (cause) {
      const googleMessage = cause instanceof Error ? cause.message : String(cause);
      throw new GoogleError(name, { googleMessage, retryable: true, cause });
    }
  }

  async function attempt(request: GoogleRequest): Promise<unknown> {
    const token = await accessToken.current();
    let answer = await send(request, token);
    if (answer.response.status === 401) {
      answer = await send(request, await accessToken.insteadOf(token));
    }
    const { name, response, text } = answer;
    if (!response.ok) throw refusal(name, response, text);
    return parse(text);
  }

  return {
    async request(request) {
      let waited = 0;
      for (let number = 1; ; number += 1) {
        try {
          return await attempt(request);
        } catch (error) {
          if (!(error instanceof GoogleError) || !error.retryable) throw error;
          const wait = Math.max(error.retryAfter ?? 0, backOff(number));
          waited += wait;
          if (number >= patience.attempts || waited > patience.waiting) throw error;
          await patience.sleep(wait);
        }
      }
    },
  };
}
