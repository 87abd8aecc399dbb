/** @import { DoorTexts } from "../texts/door-nb.ts" */

/** @typedef {keyof DoorTexts["script"]["refusals"]} Reason */
/** @typedef {{ accepted: true, admitted: number, usesLeft: number | null, offerTitle: string }} Accepted */
/** @typedef {Accepted | { accepted: false, reason: Reason }} Answer */
/** @typedef {{ again: "offline" | "busy", after?: number }} Delay */
/** @typedef {{ code: string, scanId: string, admitted: number }} Scan */

const timeout = 10_000;
const maxWait = 5;

/**
 * @param {number} seconds
 * @param {AbortSignal} signal
 */
const pause = (seconds, signal) =>
  new Promise((resolve) => {
    setTimeout(resolve, seconds * 1000);
    signal.addEventListener("abort", resolve, { once: true });
  });

/**
 * @param {string} token
 * @param {Scan} scan
 * @param {AbortSignal} signal
 */
async function send(token, scan, signal) {
  const request = new AbortController();
  const stop = () => request.abort();
  const timer = setTimeout(stop, timeout);
  signal.addEventListener("abort", stop, { once: true });
  try {
    const response = await fetch("/api/v1/redemptions", {
      method: "POST",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      body: JSON.stringify(scan),
      signal: request.signal,
    });
    return { response, body: await response.json().catch(() => undefined) };
  } finally {
    clearTimeout(timer);
  }
}

/**
 * @param {Reason} reason
 * @returns {Answer}
 */
const refuse = (reason) => ({ accepted: false, reason });

/**
 * Sends a scan once; returns the answer, or `again` with the reason to repeat it.
 * @param {string} token
 * @param {Scan} scan
 * @param {AbortSignal} signal
 * @returns {Promise<Answer | { isClosed: true } | Delay>}
 */
async function ask(token, scan, signal) {
  const sent = await send(token, scan, signal).catch(() => undefined);
  if (!sent) return { again: "offline" };
  const { response, body } = sent;
  const { status, headers } = response;
  // A captive portal may have answered with a page of its own.
  if (response.ok) return body ?? { again: "offline" };
  if (status === 401) return { isClosed: true };
  if (status === 429 || status >= 500) {
    return { again: "busy", after: Number(headers.get("retry-after")) };
  }
  /** @type {{ errors?: { path: string }[] } | undefined} */
  const problem = body;
  if (problem?.errors?.some(({ path }) => path === "admitted")) return refuse("too_many");
  return refuse(status === 400 || status === 422 ? "not_a_ticket" : "unclear");
}

/**
 * Repeats a scan with the same id until there is an answer; undefined when `signal` is aborted.
 * @param {string} token
 * @param {Scan} scan
 * @param {AbortSignal} signal
 * @param {(why: Delay["again"]) => void} onWait
 */
export async function redeem(token, scan, signal, onWait) {
  for (let wait = 1; ; wait = Math.min(wait * 2, maxWait)) {
    const answer = await ask(token, scan, signal);
    if (signal.aborted) return undefined;
    if (!("again" in answer)) return answer;
    onWait(answer.again);
    await pause(answer.after || wait, signal);
    if (signal.aborted) return undefined;
  }
}
