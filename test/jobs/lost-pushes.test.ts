import { chmod, mkdtemp, rm } from "node:fs/promises";
import { once } from "node:events";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "chai";
import type { Knex } from "knex";
import { enqueueWalletUpdates } from "../../src/actions/enqueue-wallet-updates.ts";
import { connect } from "../../src/db/connect.ts";
import { createApp } from "../../src/http/server/app.ts";
import { createHttpServer } from "../../src/http/server/listen.ts";
import { createQueueBackend } from "../../src/jobs/backend.ts";
import { createEnqueue } from "../../src/jobs/enqueue.ts";
import { createQueues, type Queues } from "../../src/jobs/queues.ts";
import { createLogger } from "../../src/logger.ts";
import { migrateAndLogIn } from "../../src/sandbox/migrate-and-log-in.ts";
import { startPostgres, type RunningPostgres } from "../../src/sandbox/postgres.ts";
import { createAppleWallet } from "../../src/wallets/apple/create-apple-wallet.ts";
import { anAppleOffer } from "../support/apple-tickets.ts";
import { useApns } from "../support/apns.ts";
import { aPass, testKeyRing } from "../support/builders.ts";
import { eventually } from "../support/eventually.ts";
import { startFakeGateway, type FakeGateway } from "../support/fake-gateway.ts";
import { fastPace } from "../support/fast-pace.ts";
import { freePort } from "../support/free-port.ts";
import { phoneCalls } from "../support/phone-calls.ts";
import { aPushedPhone, type PushedPhone } from "../support/pushed-phone.ts";
import { owedTickets, revoke, reword, use } from "../support/pushing.ts";
import { startRedis, type RunningRedis } from "../support/redis.ts";
import { startWorkerProcess, type WorkerProcess } from "../support/start-worker-process.ts";
import { testDeps } from "../support/test-deps.ts";

const phoneCount = 40;
const ticketsEach = 3;

describe("losing what pushes need", () => {
  const apns = useApns();
  let directory: string;
  let port: number;
  let postgres: RunningPostgres;
  let redis: RunningRedis;
  let gateway: FakeGateway;

  let databaseUrl: string;
  let where: { databaseUrl: string; redisUrl?: string };
  let db: Knex;
  let queues: Queues;
  let server: Server;
  let phones: PushedPhone[];
  let workers: WorkerProcess[] = [];
  let databases = 0;

  const startDatabase = () => startPostgres(join(directory, "pg"), { port });

  before(async function () {
    this.timeout(60_000);
    directory = await mkdtemp(join(tmpdir(), "join-pushes-"));
    await chmod(directory, 0o755);
    port = await freePort();
    postgres = await startDatabase();
    redis = await startRedis();
    gateway = await startFakeGateway();
  });
  after(async () => {
    await gateway.close();
    await redis.stop();
    await postgres.stop();
    await rm(directory, { recursive: true, force: true });
  });

  async function prepare(kind: "postgres" | "redis"): Promise<void> {
    const name = `pushes_${++databases}`;
    await postgres.createDatabase(name);
    databaseUrl = await migrateAndLogIn(postgres, name);
    where = kind === "redis" ? { databaseUrl, redisUrl: redis.url } : { databaseUrl };
    db = connect(databaseUrl);
    queues = createQueues(
      createQueueBackend({ ...where, databaseDirectUrl: databaseUrl }),
      createLogger("silent"),
    );
    const wallet = createAppleWallet(apns.certificates, {
      keyRing: testKeyRing,
      publicUrl: "https://tickets.example",
    });
    const high = 1_000_000;
    server = createHttpServer(
      createApp(
        { ...testDeps(db, { now: new Date() }), apple: wallet },
        { rateLimits: { phones: high, phone: high } },
      ),
    );
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const calls = phoneCalls({ url }, wallet);
    const validity = { from: new Date("2020-01-01"), until: new Date("2100-01-01") };
    const offer = await anAppleOffer(db, { quota: 1_000, uses: 1_000, validity });
    phones = await Promise.all(
      Array.from({ length: phoneCount }, async () => {
        const tickets = Array.from({ length: ticketsEach }, () => aPass(db, { offer }));
        const serialNumbers = (await Promise.all(tickets)).map(({ serialNumber }) => serialNumber);
        return aPushedPhone(calls, apns.service, serialNumbers);
      }),
    );
  }

  afterEach(async () => {
    await Promise.all(workers.map((worker) => worker.end("SIGKILL")));
    workers = [];
    server.close();
    server.closeAllConnections();
    await queues.close();
    await db.destroy();
    await redis.empty();
  });

  async function startWorker(): Promise<WorkerProcess> {
    const worker = await startWorkerProcess({ ...where, apple: apns.config }, gateway);
    workers.push(worker);
    return worker;
  }

  /** Something happens to each phone's tickets, and the worker is told as the actions tell it. */
  async function happen(round: number): Promise<void> {
    const logger = createLogger("silent");
    const enqueue = createEnqueue(queues, logger, fastPace);
    for (const { serialNumbers } of phones) {
      const serialNumber = serialNumbers[round % ticketsEach] as string;
      if (round % 3 === 0) await reword(db, [serialNumber]);
      else if (round % 3 === 1) await use(db, serialNumber);
      else await revoke(db, [serialNumber]);
      await enqueueWalletUpdates({ db, enqueue, logger, google: undefined }, [serialNumber]);
    }
  }

  /** How many tickets are shown on a phone as they no longer are. */
  async function staleTickets(): Promise<number> {
    const rows = await db("passes").select<{ serial_number: string; last_modified: Date }[]>(
      "serial_number",
      "last_modified",
    );
    const current = new Map(
      rows.map((row) => [row.serial_number, row.last_modified.toUTCString()]),
    );
    return phones.reduce((count, { serialNumbers, shows }) => {
      const stale = serialNumbers.filter((each) => shows.get(each) !== current.get(each));
      return count + stale.length;
    }, 0);
  }

  async function expectAllCurrent(): Promise<void> {
    await eventually("every phone current", async () => (await staleTickets()) === 0, 60_000);
    await eventually("nothing owed", async () => (await owedTickets(db)).length === 0, 30_000);
  }

  it("the push worker ends with every phone current, though the worker is killed between push and mark, thrice", async function () {
    this.timeout(180_000);
    await prepare("postgres");
    expect(await staleTickets()).to.equal(0);
    // The phones hear of it, and the worker does not hear that they did.
    apns.service.behaveAll({ status: 200, delayMs: 60_000 });
    for (const round of [0, 1, 2]) {
      const seen = apns.service.counts.pushes;
      await happen(round);
      const worker = await startWorker();
      await eventually("some pushes", () => apns.service.counts.pushes > seen, 30_000);
      await worker.end("SIGKILL");
      expect(await owedTickets(db)).to.not.be.empty;
    }
    apns.service.behaveAll(undefined);
    await startWorker();
    await expectAllCurrent();
  });

  it("the push worker ends with every phone current, though Apple could not be reached for a while", async function () {
    this.timeout(180_000);
    await prepare("postgres");
    const worker = await startWorker();
    await happen(0);
    await eventually("some pushes", () => apns.service.counts.pushes > 0, 30_000);
    await apns.service.reachable(false);
    for (const round of [1, 2]) await happen(round);
    await sleep(6_000);
    expect(await staleTickets()).to.be.greaterThan(0);
    expect(worker.alive()).to.equal(true);
    await apns.service.reachable(true);
    await expectAllCurrent();
  });

  for (const kind of ["postgres", "redis"] as const) {
    it(`the push worker ends with every phone current, though the database restarts in a storm (queues in ${kind})`, async function () {
      this.timeout(300_000);
      await prepare(kind);
      const worker = await startWorker();
      const weather = { isStormy: true };
      const storm = (async () => {
        for (let round = 0; weather.isStormy; round++) await happen(round).catch(() => sleep(100));
      })();
      await eventually("some pushes", () => apns.service.counts.pushes > 20, 30_000);
      await postgres.stop();
      await sleep(3_000);
      postgres = await startDatabase();
      const seen = apns.service.counts.pushes;
      // A job that was under way is given to another worker once its lock is over and the queue has looked: a minute.
      await eventually("pushes again", () => apns.service.counts.pushes > seen, 120_000);
      weather.isStormy = false;
      await storm;
      await expectAllCurrent();
      expect(worker.alive()).to.equal(true);
    });
  }
});
