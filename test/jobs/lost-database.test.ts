import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "chai";
import { connect, connectOwner } from "../../src/db/connect.ts";
import { createQueueBackend } from "../../src/jobs/backend.ts";
import { createEnqueue } from "../../src/jobs/enqueue.ts";
import { createQueues } from "../../src/jobs/queues.ts";
import { startWorker } from "../../src/jobs/worker.ts";
import { createLogger } from "../../src/logger.ts";
import { migrateAndLogIn } from "../../src/sandbox/migrate-and-log-in.ts";
import { startPostgres, type RunningPostgres } from "../../src/sandbox/postgres.ts";
import { eventually } from "../support/eventually.ts";
import { startFakeGateway } from "../support/fake-gateway.ts";
import { fastPace } from "../support/fast-pace.ts";
import { freePort } from "../support/free-port.ts";
import { layLine } from "../support/line.ts";
import { expectAllOnce, oweTickets, recordIssues } from "../support/owed-tickets.ts";
import { startRedis, type RunningRedis } from "../support/redis.ts";
import { startWorkerProcess } from "../support/start-worker-process.ts";
import { testDeps } from "../support/test-deps.ts";

/** Many of the worker's pauses: as in production ten seconds are, only faster. */
const outageMs = 10 * fastPace.retryMs;

describe("losing the database for ten of the worker's pauses", () => {
  let directory: string;
  let port: number;
  let postgres: RunningPostgres;
  let redis: RunningRedis;

  const startDatabase = () => startPostgres(join(directory, "pg"), { port });

  before(async function () {
    this.timeout(60_000);
    directory = await mkdtemp(join(tmpdir(), "join-outage-"));
    await chmod(directory, 0o755);
    port = await freePort();
    postgres = await startDatabase();
    redis = await startRedis();
  });
  after(async () => {
    await redis.stop();
    await postgres.stop();
    await rm(directory, { recursive: true, force: true });
  });

  it("the worker gives up silent connections to its database, says so, and issues what is owed", async function () {
    this.timeout(120_000);
    await postgres.createDatabase("silent");
    const databaseUrl = await migrateAndLogIn(postgres, "silent");
    const direct = connect(databaseUrl);
    const line = await layLine(databaseUrl);
    const warned: string[] = [];
    const logger = Object.assign(createLogger("silent"), {
      warn: (about: { message?: string }) => warned.push(about.message ?? ""),
    });
    const db = connect(line.url, { max: 3, acquireTimeout: 1_000, queryTimeout: 500, logger });
    const backend = createQueueBackend({ redisUrl: redis.url });
    const queues = createQueues(backend, createLogger("silent"));
    const enqueue = createEnqueue(queues, createLogger("silent"), fastPace);
    const deps = { ...testDeps(db), logger, enqueue };
    const worker = await startWorker(deps, backend, { timings: fastPace });
    const issued = () => direct("passes").where({ state: "active" });
    try {
      await oweTickets(direct, { count: 20, offers: 5 });
      const areIssued = (count: number) =>
        eventually(`${count} are issued`, async () => (await issued()).length === count, 50_000);
      await areIssued(20);
      line.silence();
      await oweTickets(direct, { count: 20, offers: 5 });
      await areIssued(40);
      // A connection that was being made falls silent in another way than one that was asked.
      expect(warned.join()).to.match(/Query read timeout|Connection/);
    } finally {
      await worker.close();
      await queues.close();
      await line.close();
      await db.destroy();
      await direct.destroy();
      await redis.empty();
    }
  });

  for (const kind of ["postgres", "redis"] as const) {
    it(`the worker without its database loses nothing, doubles nothing and ends no process (queues in ${kind})`, async function () {
      this.timeout(120_000);
      await postgres.createDatabase(`queues_in_${kind}`);
      const databaseUrl = await migrateAndLogIn(postgres, `queues_in_${kind}`);
      const owner = connectOwner(postgres.urlOf(`queues_in_${kind}`));
      await recordIssues(owner);
      const db = connect(databaseUrl);
      const where = kind === "redis" ? { redisUrl: redis.url, databaseUrl } : { databaseUrl };
      const queues = createQueues(
        createQueueBackend({ ...where, databaseDirectUrl: databaseUrl }),
        createLogger("silent"),
      );
      const enqueue = createEnqueue(queues, createLogger("silent"), {
        ...fastPace,
        enqueueTimeoutMs: 500,
      });
      const gateway = await startFakeGateway({ delayMs: 20 });
      const worker = await startWorkerProcess(where, gateway);
      try {
        const owed = await oweTickets(db);
        const enqueueAll = () =>
          enqueue(
            "issue-passes",
            owed.offerIds.map((offerId) => ({ offerId })),
          );
        await enqueueAll();
        await eventually("50 messages", () => gateway.delivered.size >= 50);
        await postgres.stop();
        const soFar = gateway.delivered.size;
        expect(soFar).to.be.lessThan(owed.count);
        await enqueueAll();
        await sleep(outageMs);
        expect(worker.alive()).to.equal(true);
        postgres = await startDatabase();
        await expectAllOnce(owner, gateway, owed);
        expect(worker.alive()).to.equal(true);
        expect(await worker.end("SIGTERM")).to.equal(0);
      } finally {
        await worker.end("SIGKILL");
        await gateway.close();
        await queues.close();
        await db.destroy();
        await owner.destroy();
      }
    });
  }
});
