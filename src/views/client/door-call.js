import { measureClock } from "./door-clock.js";

/** Milliseconds after which a slow network counts as none. */
const patience = 2000;

/**
 * Calls the door's API. Rejects without coverage, without an answer in time, and when `signal` is aborted.
 * @param {string} token
 * @param {string} path
 * @param {{ method?: string, body?: unknown, headers?: Record<string, string>, timeout?: number, signal?: AbortSignal }} [options]
 */
export async function call(
  token,
  path,
  { method = "GET", body, headers = {}, timeout = patience, signal } = {},
) {
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
        ...headers,
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
