import { measureClock } from "./door-clock.js";

const timeout = 10_000;

/**
 * Calls the door's API. Rejects without coverage, after ten seconds, and when `signal` is aborted.
 * @param {string} token
 * @param {string} path
 * @param {{ method?: string, body?: unknown, signal?: AbortSignal }} [options]
 */
export async function call(token, path, { method = "GET", body, signal } = {}) {
  const sent = Date.now();
  // Not AbortSignal.any, which phones of 2023 do not have.
  const request = new AbortController();
  const stop = () => request.abort();
  const timer = setTimeout(stop, timeout);
  signal?.addEventListener("abort", stop, { once: true });
  try {
    const response = await fetch(`/api/v1/${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        "accept-language": document.documentElement.lang,
        ...(body !== undefined && { "content-type": "application/json" }),
      },
      body: body === undefined ? null : JSON.stringify(body),
      signal: request.signal,
    });
    measureClock(response, sent);
    return { response, body: await response.json().catch(() => undefined) };
  } finally {
    clearTimeout(timer);
  }
}
