import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "chai";
import { createQueueBackend } from "../../src/jobs/backend.ts";
import { createEnqueue } from "../../src/jobs/enqueue.ts";
import { timings } from "../../src/jobs/timings.ts";
import { createQueues, queueCounts, type Queues } from "../../src/jobs/queues.ts";
import { startWorker, type RunningWorker } from "../../src/jobs/worker.ts";
import type { Enqueue } from "../../src/actions/deps.ts";
import { createLogger } from "../../src/logger.ts";
import { runInTrace } from "../../src/trace.ts";
import { postToPublicAddress } from "../../src/wallets/ssrf-guard.ts";
import { eventually } from "../support/eventually.ts";
import { fastPace } from "../support/fast-pace.ts";
import { layLine, type Line } from "../support/line.ts";
import { describeOnBothBackends, idle } from "../support/queues-under-test.ts";
import { testDeps } from "../support/test-deps.ts";

describeOnBothBackends("enqueuing while the queue is away", (under) => {
  let line: Line;
  let queues: Queues;
  let enqueue: Enqueue;
  const backendByLine = () =>
    createQueueBackend(
      under.where.redisUrl ? { redisUrl: line.url } : { databaseDirectUrl: line.url },
    );
  const waiting = async () => (await queueCounts(under.queues)).issue.waiting;

  beforeEach(async () => {
    line = await layLine(under.where.redisUrl ?? under.where.databaseDirectUrl ?? "");
    queues = createQueues(backendByLine(), createLogger("silent"));
    enqueue = createEnqueue(queues, createLogger("silent"), {
      ...fastPace,
      enqueueTimeoutMs: timings.enqueueTimeoutMs,
    });
  });
  afterEach(async () => {
    await line.mend();
    await queues.close();
    await line.close();
  });

  it("a job runs in the trace of the request that enqueued it, and its webhook's request carries it on", async () => {
    const receiver = createServer((_request, response) => response.end()).listen(0, "127.0.0.1");
    await once(receiver, "listening");
    const received = once(receiver, "request") as Promise<[IncomingMessage]>;
    const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/`;
    await under.work({
      "deliver-webhook": () =>
        postToPublicAddress(url, { body: "{}", headers: {}, onlyPublic: false }),
    });
    const id = "4bf92f3577b34da6a3ce929d0e0e4736";
    await runInTrace(`00-${id}-00f067aa0ba902b7-01`, () =>
      under.enqueue("deliver-webhook", [{ webhookId: "a" }]),
    );
    const [{ headers }] = await received;
    expect(headers["traceparent"]).to.match(new RegExp(`^00-${id}-(?!00f067aa)[\\da-f]{16}-01$`));
    receiver.close();
  });

  for (const away of ["cut", "freeze"] as const) {
    it(`enqueuing answers its caller all the same (${away})`, async () => {
      await line[away]();
      await enqueue("issue-passes", [{ offerId: "a" }]);
      expect(await waiting()).to.equal(0);
    });

    it(`enqueuing works again afterwards, though it was away at the first try (${away})`, async () => {
      await line[away]();
      await enqueue("issue-passes", [{ offerId: "a" }]);
      await line.mend();
      await eventually("a job arrived", async () => {
        await enqueue("issue-passes", [{ offerId: "b" }]);
        return (await waiting()) > 0;
      });
    });

    it(`enqueuing works again after an interruption (${away})`, async () => {
      await enqueue("issue-passes", [{ offerId: "before" }]);
      expect(await waiting()).to.equal(1);
      await line[away]();
      await enqueue("issue-passes", [{ offerId: "meanwhile" }]);
      await line.mend();
      await eventually("another job arrived", async () => {
        await enqueue("issue-passes", [{ offerId: "after" }]);
        return (await waiting()) > 1;
      });
    });
  }

  it("enqueuing lets its caller go before a queue that does not answer is given up", async () => {
    const hasty = createEnqueue(queues, createLogger("silent"), {
      ...fastPace,
      enqueueWaitMs: 50,
      enqueueTimeoutMs: 120_000,
    });
    line.freeze();
    // Longer than this test may take, if it waited for the queue.
    await hasty("issue-passes", [{ offerId: "a" }]);
    expect(await waiting()).to.equal(0);
  });

  it("enqueuing does not make every caller wait for a queue that does not answer", async () => {
    const patient = createEnqueue(queues, createLogger("silent"), {
      ...fastPace,
      enqueueTimeoutMs: 300,
      enqueueCooldownMs: 60_000,
    });
    line.freeze();
    await patient("issue-passes", [{ offerId: "first" }]);
    let answered = 0;
    const rest = Promise.all(
      Array.from({ length: 100 }, async (_, index) => {
        await patient("issue-passes", [{ offerId: String(index) }]);
        answered++;
      }),
    );
    // None of them waits for anything but promises.
    await new Promise((resolve) => setImmediate(resolve));
    expect(answered).to.equal(100);
    await rest;
  });

  it("enqueuing has a worker that waits for its queue at the start", async () => {
    await line.cut();
    let sweeps = 0;
    let worker: RunningWorker | undefined;
    const starting = startWorker(testDeps(under.database.db), backendByLine(), {
      processors: { ...idle, "sweep-owed-work": () => Promise.resolve(sweeps++) },
      timings: fastPace,
    }).then((started) => (worker = started));
    await sleep(300);
    expect(worker).to.equal(undefined);
    await line.mend();
    await starting;
    await eventually("a sweep", () => sweeps > 0);
    await worker?.close();
  });

  it("enqueuing has a worker that goes on after an interruption", async () => {
    let sweeps = 0;
    const worker = await startWorker(testDeps(under.database.db), backendByLine(), {
      processors: { ...idle, "sweep-owed-work": () => Promise.resolve(sweeps++) },
      timings: fastPace,
    });
    await eventually("a sweep", () => sweeps > 0);
    await line.cut();
    await line.mend();
    const before = sweeps;
    await eventually("further sweeps", () => sweeps >= before + 3);
    await worker.close();
  });
});
