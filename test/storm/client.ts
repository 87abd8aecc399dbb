import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { Offer } from "../../src/domain/offers/offer.ts";
import type { KeyRing } from "../../src/key-ring.ts";
import { barcodeOf } from "../support/scans.ts";
import type { Ledger, PromisedTicket } from "./ledger.ts";

/** What clients ask, and with what. */
export interface Scene {
  url: string;
  navKeys: string[];
  doorTokens: string[];
  offers: Offer[];
  keyRing: KeyRing;
  /** References of recipients without a ticket. */
  crowd: string[];
}

/** What the network did to the requests. */
export interface Weather {
  answered: number;
  /** Attempts without an answer, or with 5xx, each followed by another. */
  repeated: number;
  /** The longest time without any answer, in milliseconds. */
  longestAwayMs: number;
  lastAnswerAt: number;
}

const attemptMs = 8_000;
/** What a repetition has to answer: all but the id of the request, which a refusal names. */
const sameFor = (text: string) => text.replace(/"requestId":"[^"]*"/, "");
const pick = <T>(list: readonly T[]): T => list[Math.floor(Math.random() * list.length)] as T;

/** One of the service's many callers. It repeats a request until it is answered, and enters the answer in the ledger. */
export function createClient(scene: Scene, ledger: Ledger, weather: Weather) {
  const tickets = () => [...ledger.tickets.values()].slice(-300);

  async function send(path: string, token?: string, body?: object, key?: string) {
    for (;;) {
      const answer = await fetch(scene.url + path, {
        ...(body && { method: "POST", body: JSON.stringify(body) }),
        headers: {
          "content-type": "application/json",
          ...(token !== undefined && { authorization: `Bearer ${token}` }),
          ...(key !== undefined && { "idempotency-key": key }),
        },
        signal: AbortSignal.timeout(attemptMs),
      })
        .then(async (response) => ({ status: response.status, text: await response.text() }))
        .catch(() => undefined);
      const now = performance.now();
      if (answer && answer.status < 500 && answer.status !== 429) {
        weather.answered++;
        weather.longestAwayMs = Math.max(weather.longestAwayMs, now - weather.lastAnswerAt);
        weather.lastAnswerAt = now;
        return answer;
      }
      if (answer?.status === 500) ledger.broken.push(`${path}: 500 ${answer.text}`);
      weather.repeated++;
      await sleep(50);
    }
  }
  const unexpected = (what: string, { status, text }: { status: number; text: string }) => {
    ledger.broken.push(`${what}: ${status} ${text.slice(0, 300)}`);
  };

  async function allocate() {
    const recipient = scene.crowd.pop();
    if (recipient === undefined) return;
    const offerId = pick(scene.offers).id;
    const body = { items: [{ recipient, offerId }] };
    const [token, key] = [pick(scene.navKeys), randomUUID()];
    const answer = await send("/api/v1/allocations", token, body, key);
    if (Math.random() < 0.1) {
      const again = await send("/api/v1/allocations", token, body, key);
      if (sameFor(again.text) !== sameFor(answer.text)) {
        unexpected(`allocation ${key} again`, again);
      }
    }
    if (answer.status === 409) ledger.soldOut++;
    else if (answer.status === 201) {
      const { items } = JSON.parse(answer.text) as {
        items: { passes: { serialNumber: string }[] }[];
      };
      for (const { serialNumber } of items.flatMap(({ passes }) => passes)) {
        ledger.tickets.set(serialNumber, { serialNumber, recipient, offerId });
      }
    } else unexpected("allocation", answer);
  }

  async function scan({ serialNumber, offerId }: PromisedTicket) {
    const offer = scene.offers.find(({ id }) => id === offerId) as Offer;
    const token = pick(scene.doorTokens);
    const body = { barcode: barcodeOf(serialNumber, offer, scene.keyRing), scanId: randomUUID() };
    const wasRevoked = ledger.revoked.has(serialNumber);
    const answer = await send("/api/v1/redemptions", token, body);
    if (answer.status !== 200) {
      unexpected("scan", answer);
      return;
    }
    const { accepted } = JSON.parse(answer.text) as { accepted: boolean };
    ledger.scans.set(body.scanId, { serialNumber, accepted });
    if (accepted && wasRevoked) ledger.broken.push(`${serialNumber} admitted after revocation`);
    if (Math.random() < 0.2) {
      const again = await send("/api/v1/redemptions", token, body);
      if (again.text !== answer.text) unexpected(`scan ${body.scanId} again`, again);
    }
  }

  async function revoke({ serialNumber }: PromisedTicket) {
    const path = `/api/v1/passes/${serialNumber}/revoke`;
    const answer = await send(path, pick(scene.navKeys), { reason: "Storm" });
    if (answer.status === 200) ledger.revoked.add(serialNumber);
    else if (answer.status !== 409) unexpected("revocation", answer);
  }

  async function fetchPass({ serialNumber, recipient }: PromisedTicket) {
    const path = `/api/v1/recipients/${recipient}/claim-link`;
    const link = await send(path, pick(scene.navKeys), {}, randomUUID());
    if (link.status !== 201) {
      unexpected("claim link", link);
      return;
    }
    const { pathname } = new URL((JSON.parse(link.text) as { url: string }).url);
    const pass = await send(`${pathname}/${serialNumber}.pkpass`);
    // 404: not issued yet, or its link was renewed meanwhile.
    if (pass.status === 200) ledger.fetched.add(serialNumber);
    else if (pass.status !== 404) unexpected("fetch", pass);
  }

  /** One thing that people do. */
  return async (): Promise<void> => {
    const known = tickets();
    const dice = Math.random();
    if (known.length === 0 || dice < 0.45) await allocate();
    else if (dice < 0.75) await scan(pick(known));
    else if (dice < 0.85) await revoke(pick(known));
    else await fetchPass(pick(known));
  };
}
