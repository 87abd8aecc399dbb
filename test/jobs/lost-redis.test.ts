import { expect } from "chai";
import { Redis } from "ioredis";
import { createQueueBackend } from "../../src/jobs/backend.ts";
import { createEnqueue } from "../../src/jobs/enqueue.ts";
import { createQueues } from "../../src/jobs/queues.ts";
import { redisOptions } from "../../src/config/redis-options.ts";
import { startWorker } from "../../src/jobs/worker.ts";
import type { Enqueue } from "../../src/actions/deps.ts";
import type { Processors } from "../../src/jobs/processors.ts";
import type { Timings } from "../../src/jobs/timings.ts";
import { withTimeout } from "../../src/jobs/with-timeout.ts";
import { createLogger, type Logger } from "../../src/logger.ts";
import { useDatabase } from "../support/database.ts";
import { eventually } from "../support/eventually.ts";
import { startFakeGateway } from "../support/fake-gateway.ts";
import { fastPace } from "../support/fast-pace.ts";
import { layLine } from "../support/line.ts";
import { expectAllOnce, oweTickets, recordIssues } from "../support/owed-tickets.ts";
import { idle } from "../support/queues-under-test.ts";
import { startRedis, startWatchedRedis, type RunningRedis } from "../support/redis.ts";
import { startWorkerProcess } from "../support/start-worker-process.ts";
import { testDeps } from "../support/test-deps.ts";

describe("queues in Redis", () => {
  const database = useDatabase();
  let redis: RunningRedis;
  before(async () => {
    redis = await startRedis();
  });
  after(() => redis.stop());

  /** Runs the work beside a worker, whose processors but for these do nothing; ends both, also where it finds no queue. */
  async function besideWorker(
    redisUrl: string,
    {
      logger = createLogger("silent"),
      processors,
      timings = fastPace,
    }: { logger?: Logger; processors: Partial<Processors>; timings?: Timings },
    work: (enqueue: Enqueue) => Promise<void>,
  ): Promise<void> {
    const backend = createQueueBackend({ redisUrl }, timings);
    let isOver = false;
    // A worker asks for its queues until it has them.
    const openWorker: typeof backend.openWorker = (...asked) => {
      if (isOver) throw new Error("The test is over.");
      return backend.openWorker(...asked);
    };
    const starting = startWorker(
      { ...testDeps(database.db), logger },
      { ...backend, openWorker },
      { processors: { ...idle, ...processors }, timings },
    );
    const queues = createQueues(backend, createLogger("silent"));
    try {
      await withTimeout(15_000, starting);
      await work(createEnqueue(queues, createLogger("silent"), fastPace));
    } finally {
      isOver = true;
      await (await starting.catch(() => undefined))?.close();
      await queues.close();
    }
  }

  it("a connection to Redis that has gone silent is given up, the worker says so, and work goes on", async () => {
    const line = await layLine(redis.url);
    const told: string[] = [];
    const warn = (about: { reason?: string }) => told.push(String(about.reason));
    const logger = Object.assign(createLogger("silent"), { warn });
    const timings = { ...fastPace, answerMs: 300, blockedAnswerMs: 2_000, graceMs: 5_000 };
    let sweeps = 0;
    const issued: string[] = [];
    const processors: Partial<Processors> = {
      "sweep-owed-work": () => Promise.resolve(sweeps++),
      "issue-passes": ({ offerId }) => Promise.resolve(issued.push(offerId)),
    };
    const work = async (enqueue: Enqueue) => {
      await enqueue("issue-passes", [{ offerId: "before" }]);
      await eventually("a sweep", () => sweeps > 0);
      line.silence();
      const before = sweeps;
      await eventually("further sweeps", () => sweeps >= before + 2);
      expect(told.join("\n")).to.contain("Socket timeout");
      await eventually("another job done", async () => {
        await enqueue("issue-passes", [{ offerId: "after" }]);
        return issued.includes("after");
      });
    };
    try {
      await besideWorker(line.url, { logger, processors, timings }, (enqueue) =>
        work(enqueue).catch(async (error: unknown) => {
          // What still waits for an answer would hold the worker's end up, and what finds no server tries again.
          await line.cut();
          await line.mend();
          throw error;
        }),
      );
    } finally {
      await line.close();
    }
  });

  it("the queues work as a user without INFO who may touch their own keys alone", async () => {
    const admin = new Redis(redis.url);
    const rules = ["on", ">p@ss", "resetkeys", "~{join}:*", "&*", "+@all", "-@dangerous"];
    await admin.call("ACL", "SETUSER", "queues", ...rules);
    admin.disconnect();
    const issued: string[] = [];
    const processors: Partial<Processors> = {
      "issue-passes": ({ offerId }) => Promise.resolve(issued.push(offerId)),
    };
    const url = redis.url.replace("redis://", "redis://queues:p%40ss@");
    await besideWorker(url, { processors }, async (enqueue) => {
      await eventually("the job done", async () => {
        await enqueue("issue-passes", [{ offerId: "a" }]);
        return issued.includes("a");
      });
    });
  });

  it("an address of Valkey, with TLS, a user and a database, is read as Redis's", () => {
    const options = redisOptions({ redisUrl: "valkeys://join:p%40ss@cache.example.no/2" });
    expect(options).to.deep.include({
      host: "cache.example.no",
      port: 6379,
      username: "join",
      password: "p@ss",
      db: 2,
      tls: {},
    });
    expect(redisOptions({ redisUrl: redis.url })).not.to.have.property("tls");
  });

  it("a command that meets a demoted primary is sent again over a new connection", () => {
    const { reconnectOnError } = redisOptions({ redisUrl: redis.url });
    const refused = new Error("READONLY You can't write against a read only replica.");
    expect(reconnectOnError(refused)).to.equal(2);
    expect(reconnectOnError(new Error("OOM command not allowed"))).to.equal(false);
  });
});

describe("a failover of Redis under three sentinels", () => {
  const database = useDatabase();

  it("a failover of Redis loses no owed work, doubles none and ends no process", async function () {
    this.timeout(300_000);
    const redis = await startWatchedRedis();
    const { failOver, stop, ...where } = { ...redis, databaseUrl: database.url };
    const gateway = await startFakeGateway({ delayMs: 20 });
    const worker = await startWorkerProcess(where, gateway);
    const queues = createQueues(createQueueBackend(where), createLogger("silent"));
    const enqueue = createEnqueue(queues, createLogger("silent"), {
      ...fastPace,
      enqueueWaitMs: 100,
      enqueueTimeoutMs: 500,
    });
    try {
      await recordIssues(database.owner);
      const owed = await oweTickets(database.db, { count: 200, offers: 20 });
      const jobs = owed.offerIds.map((offerId) => ({ offerId }));
      await enqueue("issue-passes", jobs);
      await eventually("20 messages", () => gateway.delivered.size >= 20, 30_000);
      await failOver();
      await enqueue("issue-passes", jobs);
      expect(worker.alive()).to.equal(true);
      // Sentinels of a machine whose clock jumps wait half a minute before they choose again.
      await expectAllOnce(database.owner, gateway, owed, 180_000);
      expect(await worker.end("SIGTERM")).to.equal(0);
    } finally {
      await worker.end("SIGKILL");
      await gateway.close();
      await queues.close();
      await stop();
    }
  });
});
