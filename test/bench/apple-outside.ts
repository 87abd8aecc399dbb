// What is not the service: Apple's push service, the phones and the load, in a process of their own.
import { Agent, request, type IncomingMessage } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { startSandboxApns } from "../../src/sandbox/apns.ts";
import type { DevelopmentCertificates } from "../../src/sandbox/certificates.ts";

/** A phone with one ticket: where it asks, and what its tag and its token are. */
export interface BenchPhone {
  pushToken: string;
  listPath: string;
  passPath: string;
  authorization: string;
}

export interface Call {
  path: string;
  headers?: Record<string, string>;
  /** Posted, where there is one. */
  body?: string;
  /** The status that must come. */
  status: number;
}

export type Order =
  | { kind: "apns"; certificates: DevelopmentCertificates }
  | { kind: "phones"; url: string; phones: BenchPhone[]; answering: boolean }
  | { kind: "pushes" }
  | { kind: "load"; url: string; calls: Call[]; perSecond?: number; clients?: number; ms: number };

/** Milliseconds since the epoch, in order. */
export interface PhonesSeen {
  pushed: number[];
  current: number[];
  faults: string[];
}

export interface LoadSeen {
  answers: number;
  bytes: number;
  ms: number;
  /** Milliseconds, in order; with a rate, from the moment when the call was due. */
  latencies: number[];
}

const agent = new Agent({ keepAlive: true, maxSockets: 64 });

interface Answer {
  status: number;
  bytes: number;
  text: string;
}

function call(url: string, { path, headers = {}, body }: Omit<Call, "status">): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const answered = (response: IncomingMessage) => {
      const chunks: Buffer[] = [];
      let bytes = 0;
      response.on("data", (chunk: Buffer) => {
        bytes += chunk.length;
        if (bytes < 10_000) chunks.push(chunk);
      });
      response.on("error", reject);
      response.on("end", () => {
        const text = bytes < 10_000 ? Buffer.concat(chunks).toString() : "";
        resolve({ status: response.statusCode ?? 0, bytes, text });
      });
    };
    const method = body === undefined ? "GET" : "POST";
    const sent = request(`${url}${path}`, { agent, headers, method }, answered);
    sent.on("error", reject).end(body);
  });
}

async function expectCall(url: string, { status, ...wanted }: Call): Promise<Answer> {
  const answer = await call(url, wanted);
  if (answer.status !== status) throw new Error(`${wanted.path} answered ${answer.status}`);
  return answer;
}

async function load(order: Extract<Order, { kind: "load" }>): Promise<LoadSeen> {
  const { url, calls, perSecond, clients = 1, ms } = order;
  const seen: LoadSeen = { answers: 0, bytes: 0, ms: 0, latencies: [] };
  const start = performance.now();
  let next = 0;
  const one = async (due: number) => {
    const wanted = calls[next++ % calls.length];
    if (!wanted) throw new Error("There is nothing to call.");
    const { bytes } = await expectCall(url, wanted);
    seen.answers += 1;
    seen.bytes += bytes;
    seen.latencies.push(performance.now() - due);
  };
  if (perSecond !== undefined) {
    const under: Promise<void>[] = [];
    for (let due = start; due < start + ms; due += 1000 / perSecond) {
      const wait = due - performance.now();
      if (wait > 1) await sleep(wait);
      under.push(one(due));
    }
    await Promise.all(under);
  } else {
    const client = async () => {
      while (performance.now() < start + ms) await one(performance.now());
    };
    await Promise.all(Array.from({ length: clients }, client));
  }
  seen.ms = performance.now() - start;
  seen.latencies.sort((one_, other) => one_ - other);
  return seen;
}

let apns: Awaited<ReturnType<typeof startSandboxApns>> | undefined;
let seen: PhonesSeen = { pushed: [], current: [], faults: [] };
let leave: (() => void)[] = [];
const busy = new Set<Promise<void>>();

/** On its push each phone lists and fetches, as phones do; or only notes that it was pushed. */
async function follow({ url, phones, answering }: Extract<Order, { kind: "phones" }>) {
  for (const stop of leave) stop();
  await Promise.all(busy);
  const mine: PhonesSeen = { pushed: [], current: [], faults: [] };
  seen = mine;
  leave = phones.map((phone) => {
    const onPush = () => {
      const work = pushed(phone)
        .catch((error: unknown) => {
          mine.faults.push(String(error));
        })
        .finally(() => busy.delete(work));
      busy.add(work);
    };
    return apns?.onPush(phone.pushToken, onPush) ?? (() => undefined);
  });
  async function pushed({ listPath, passPath, authorization }: BenchPhone) {
    mine.pushed.push(Date.now());
    if (!answering) return;
    await expectCall(url, { path: listPath, status: 200 });
    await expectCall(url, { path: passPath, headers: { authorization }, status: 200 });
    mine.current.push(Date.now());
  }
}

async function obey(order: Order): Promise<unknown> {
  switch (order.kind) {
    case "apns": {
      const { apnsServer, rootCert, wwdrCert } = order.certificates;
      apns = await startSandboxApns({
        server: apnsServer,
        ca: rootCert,
        clientCa: [rootCert, wwdrCert],
      });
      return apns.origin;
    }
    case "phones":
      return follow(order);
    case "pushes":
      return seen;
    case "load":
      return load(order);
  }
}

process.on("message", (order: Order) => {
  obey(order).then(
    (answer) => process.send?.({ answer }),
    (error: unknown) => process.send?.({ fault: String(error) }),
  );
});
process.on("disconnect", () => {
  process.exit(0);
});
