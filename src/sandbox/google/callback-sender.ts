import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { CallbackSigner } from "./callback-signer.ts";
import type { Body } from "./check-body.ts";

/** Sends a callback in the background: the object was saved or deleted. */
export type SendCallback = (object: Body, eventType: "save" | "del") => void;

const attempts = 4;
const lifetime = 3_600_000;

async function deliver(url: string, body: string): Promise<void> {
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    const response = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body,
      signal: AbortSignal.timeout(10_000),
    }).catch(() => undefined);
    if (response && response.status < 500) return;
    if (attempt < attempts) await sleep(500 * 2 ** attempt);
  }
}

/** Sends Google's callbacks to `url`; without one it sends none. */
export function createCallbackSender(
  { url, issuerId }: { url: string | undefined; issuerId: string },
  signer: CallbackSigner,
): SendCallback {
  // One at a time, as Google mostly does, so that the latest arrives last.
  let last = Promise.resolve();
  return (object, eventType) => {
    if (url === undefined) return;
    const message = {
      classId: object["classId"],
      objectId: object["id"],
      eventType,
      expTimeMillis: Date.now() + lifetime,
      count: 1,
      nonce: randomBytes(16).toString("base64url"),
    };
    last = last.then(() => deliver(url, signer.body(message, issuerId)));
  };
}
