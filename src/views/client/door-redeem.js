const patience = 10_000;
const slowest = 5;

const pause = (seconds, signal) =>
  new Promise((resolve) => {
    setTimeout(resolve, seconds * 1000);
    signal.addEventListener("abort", resolve, { once: true });
  });

async function send(token, scan, signal) {
  const request = new AbortController();
  const stop = () => request.abort();
  const timer = setTimeout(stop, patience);
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

const refuse = (reason) => ({ accepted: false, reason });

/** What the service said, or why it is to be asked again. */
async function ask(token, scan, signal) {
  const sent = await send(token, scan, signal).catch(() => undefined);
  if (!sent) return { again: "offline" };
  const { response, body } = sent;
  const { status, headers } = response;
  // Something else than the service may have answered, such as a network's own sign-in page.
  if (response.ok) return body ?? { again: "offline" };
  if (status === 401) return { isClosed: true };
  if (status === 429 || status >= 500) {
    return { again: "busy", after: Number(headers.get("retry-after")) };
  }
  if (body?.errors?.some(({ path }) => path === "admitted")) return refuse("too_many");
  return refuse(status === 400 || status === 422 ? "not_a_ticket" : "unclear");
}

/** Sends a scan, the very same one, until there is an answer; undefined when `signal` says to give up. */
export async function redeem(token, scan, signal, onWait) {
  for (let wait = 1; ; wait = Math.min(wait * 2, slowest)) {
    const answer = await ask(token, scan, signal);
    if (signal.aborted) return undefined;
    if (!answer.again) return answer;
    onWait(answer.again);
    await pause(answer.after || wait, signal);
    if (signal.aborted) return undefined;
  }
}
