import { fetchCallbackKeys } from "../../wallets/google/callback-keys.ts";
import type { Ask } from "./ask.ts";
import { mayFetch } from "./robots.ts";
import { failed, ok, type Step } from "./step.ts";

const privateHost =
  /^(localhost|.*\.(local|localhost|internal|test)|127\..*|10\..*|192\.168\..*|172\.(1[6-9]|2\d|3[01])\..*|169\.254\..*|\[.*\])$/;

/** Checks that Google could reach the address. */
export function checkPublicUrl(publicUrl: string | undefined): Step {
  const name = "public address";
  if (publicUrl === undefined) {
    return failed(
      name,
      "PUBLIC_URL is not set",
      "Set it to the address that phones use, https://…",
    );
  }
  const { protocol, hostname } = new URL(publicUrl);
  if (protocol !== "https:") {
    return failed(
      name,
      `${publicUrl} is not https`,
      "Google fetches pictures and calls back over https alone. Put a TLS proxy in front, and set PUBLIC_URL to its https address.",
    );
  }
  if (privateHost.test(hostname)) {
    return failed(
      name,
      `${hostname} is a private address`,
      "Google must reach it from the internet: use a public name with a certificate that browsers trust.",
    );
  }
  return ok(name, publicUrl);
}

const explained: Record<number, string> = {
  404: "Another service answers there, or one without Google's part: is GOOGLE_ISSUER_ID set where the service runs?",
  503: "The service cannot fetch Google's keys: let it out to GOOGLE_CALLBACK_KEYS_URL over https.",
  403: "Something in front (a firewall, a login) refuses it: let POST to this path through, whoever asks.",
  405: "Something in front takes no POST: let POST to this path through.",
};

/** Checks that the service refuses an unsigned callback. */
export async function checkCallback(callbackUrl: string, ask: Ask): Promise<Step> {
  const name = "callback";
  const answer = await ask(callbackUrl, { method: "POST", body: "{}" });
  if ("reason" in answer) {
    return failed(
      name,
      `no answer from ${callbackUrl}: ${answer.reason}`,
      "Is the service running, does the name lead to it, and does its certificate hold?",
    );
  }
  const { status } = answer;
  if (status === 401) return ok(name, `${callbackUrl} answers, and takes nothing unsigned`);
  if (status >= 300 && status < 400) {
    return failed(
      name,
      `${callbackUrl} sends elsewhere (${status})`,
      "Google follows no redirect: PUBLIC_URL must be the final address.",
    );
  }
  return failed(
    name,
    `${callbackUrl} answered ${status}, not 401`,
    explained[status] ?? "Look at the service's log, and at whatever stands in front of it.",
  );
}

/** Checks that Google's public keys can be fetched. */
export async function checkCallbackKeys(url: string): Promise<Step> {
  const name = "callback keys";
  try {
    const { keys } = await fetchCallbackKeys(url);
    return ok(name, `${keys.length} at ${url}`);
  } catch (error) {
    return failed(
      name,
      `${url}: ${(error as Error).message}`,
      "Let the service out to that address over https; without it every callback is answered 503.",
    );
  }
}

/** Checks that robots.txt, as served to the outside, allows Googlebot. */
export async function checkRobots(publicUrl: string, ask: Ask): Promise<Step> {
  const name = "robots.txt";
  const url = `${publicUrl}/robots.txt`;
  const answer = await ask(url);
  if ("reason" in answer) {
    return failed(name, `no answer from ${url}: ${answer.reason}`, "See the callback above.");
  }
  if (answer.status === 404) return ok(name, "there is none, so everything may be fetched");
  const robots = answer.body.toString();
  const shut = ["/images/x.png", "/google/callback"].filter((path) =>
    ["Googlebot", "Googlebot-Image"].some((agent) => !mayFetch(robots, agent, path)),
  );
  if (answer.status === 200 && shut.length === 0) {
    return ok(name, "lets Google fetch pictures and call back");
  }
  return failed(
    name,
    answer.status === 200 ? `keeps Googlebot from ${shut.join(", ")}` : `answered ${answer.status}`,
    "Something in front serves a robots.txt of its own: let the service's through, or allow /images/ and /google/callback.",
  );
}
