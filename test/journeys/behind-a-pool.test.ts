import { randomUUID } from "node:crypto";
import { expect } from "chai";
import { createApiKey } from "../../src/actions/integrations/create-api-key.ts";
import { loadConfig } from "../../src/config.ts";
import { ConfigError } from "../../src/config/config-error.ts";
import { connect, connectOwner, type Pool } from "../../src/db/connect.ts";
import { migrate } from "../../src/db/migrations.ts";
import { createDeps } from "../../src/deps.ts";
import { createQueueBackend } from "../../src/jobs/backend.ts";
import { createEnqueue } from "../../src/jobs/enqueue.ts";
import { createQueues, type Queues } from "../../src/jobs/queues.ts";
import { startWorker, type RunningWorker } from "../../src/jobs/worker.ts";
import { createLogger } from "../../src/logger.ts";
import { aCrowd, anOffer, testSecretKeys } from "../support/builders.ts";
import { useDatabase } from "../support/database.ts";
import { eventually } from "../support/eventually.ts";
import { fastPace } from "../support/fast-pace.ts";
import { patienceMs } from "../support/patience.ts";
import { startPgbouncer, type RunningPool } from "../support/pgbouncer.ts";
import { aDoor, barcodeOf } from "../support/scans.ts";
import { useServer } from "../support/server.ts";
import { testDeps } from "../support/test-deps.ts";

const logger = createLogger("silent");

describe("the service behind a connection pool in transaction mode", () => {
  let pool: RunningPool;
  let pooled: Pool;
  let queues: Queues;
  let worker: RunningWorker;

  // Before the database's own hook, which drops the database.
  after("stops worker and pool", async () => {
    await worker.close();
    await queues.close();
    await pooled.destroy();
    await pool.stop();
  });
  const database = useDatabase();

  before("starts the pool", async () => {
    pool = await startPgbouncer();
    pooled = connect(pool.urlOf(database.url), { max: 20, acquireTimeout: patienceMs });
    queues = createQueues(createQueueBackend({ databaseDirectUrl: database.url }), logger);
  });
  const server = useServer(database, {
    change: (deps) => ({
      ...deps,
      db: pooled,
      enqueue: createEnqueue(queues, logger, fastPace),
    }),
  });
  before("starts the worker", async () => {
    const backend = createQueueBackend({ databaseDirectUrl: database.url });
    worker = await startWorker(server.deps, backend, { timings: fastPace });
  });
  const post = async (path: string, token: string, body?: object, key?: string) => {
    const answer = await fetch(`${server.url}${path}`, {
      method: "POST",
      headers: {
        authorization: `Bearer ${token}`,
        "content-type": "application/json",
        ...(key !== undefined && { "idempotency-key": key }),
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
  };

  it("the service allocates, issues, shows, redeems and revokes for thirty people at once", async () => {
    const { key: nav } = await createApiKey(testDeps(pooled), {
      role: "nav",
      municipalities: ["5025"],
      name: "test",
    });
    const offer = await anOffer(database.db, { quota: 30 });
    const { token } = await aDoor(database.db, offer.providerId);
    const crowd = await aCrowd(database.db, 30);
    const all = <T>(work: (recipient: string) => Promise<T>) => Promise.all(crowd.map(work));

    const allocated = await all(async (recipient) => {
      const body = { items: [{ recipient, offerId: offer.id }] };
      const key = randomUUID();
      const first = await post("/api/v1/allocations", nav, body, key);
      expect(await post("/api/v1/allocations", nav, body, key)).to.deep.equal(first);
      return first.status;
    });
    expect(new Set(allocated)).to.deep.equal(new Set([201]));

    const issued = () => database.db("passes").where({ offer_id: offer.id, state: "active" });
    await eventually("thirty tickets issued", async () => (await issued()).length === 30);

    await all(async (recipient) => {
      const link = await post(`/api/v1/recipients/${recipient}/claim-link`, nav);
      const { pathname } = new URL(String(link.body["url"]));
      expect((await fetch(server.url + pathname)).status).to.equal(200);
    });

    const passes = (await issued()) as { serial_number: string }[];
    const [redeemed, revoked] = [passes.slice(0, 20), passes.slice(20)];
    await Promise.all([
      ...redeemed.map(async ({ serial_number: serialNumber }) => {
        const scan = { barcode: barcodeOf(serialNumber, offer), scanId: randomUUID() };
        const first = await post("/api/v1/redemptions", token, scan);
        expect(first.body).to.include({ accepted: true });
        expect(await post("/api/v1/redemptions", token, scan)).to.deep.equal(first);
      }),
      ...revoked.map(async ({ serial_number: serialNumber }) => {
        const reason = "moved away";
        const answer = await post(`/api/v1/passes/${serialNumber}/revoke`, nav, { reason });
        expect(answer.status).to.equal(200);
      }),
    ]);
    const states = await database
      .db("passes")
      .where({ offer_id: offer.id })
      .groupBy("state")
      .orderBy("state")
      .select("state")
      .count("* as n");
    expect(states).to.deep.equal([
      { state: "revoked", n: 10 },
      { state: "used", n: 20 },
    ]);
  });

  it("each connection by way of the pool works in the service's role and within its time-outs", async () => {
    const seen = await Promise.all(
      Array.from({ length: 20 }, () =>
        pooled.transaction((trx) =>
          trx.raw<{ rows: object[] }>(
            "select current_user as role, current_setting('lock_timeout') as lock, pg_sleep(0.01)",
          ),
        ),
      ),
    );
    const lock = `${patienceMs / 1_000}s`;
    for (const { rows } of seen) expect(rows[0]).to.include({ role: "join_api", lock });
  });

  it("no plan is kept on a connection that others get in between", async () => {
    const about = `kept_${crypto.randomUUID().replaceAll("-", "")}`;
    const asks = Array.from({ length: 100 }, () => pooled.raw(`select ?::int as ${about}`, [1]));
    await Promise.all(asks);
    const { rows } = await pooled.raw<{ rows: { statement: string }[] }>(
      "select statement from pg_prepared_statements",
    );
    expect(rows.filter(({ statement }) => statement.includes(about))).to.deep.equal([]);
  });

  const check = async (environment: Record<string, string>): Promise<unknown> => {
    const { checkDatabase, close } = createDeps(
      loadConfig({
        NODE_ENV: "test",
        SECRET_KEYS: testSecretKeys,
        LOG_LEVEL: "silent",
        ...environment,
      }),
    );
    return checkDatabase()
      .catch((error: unknown) => error)
      .finally(close);
  };

  it("queues in PostgreSQL refuse to start on the pool, and start with an address that leads past it", async () => {
    const DATABASE_URL = pool.urlOf(database.url);
    const refused = await check({ DATABASE_URL });
    expect(refused).to.be.instanceOf(ConfigError);
    expect(String(refused)).to.match(/DATABASE_DIRECT_URL.+LISTEN/);
    expect(await check({ DATABASE_URL, DATABASE_DIRECT_URL: database.url })).to.equal(undefined);
  });

  it("migrations refuse to run on the pool, whose sessions take no lock and no options", async () => {
    const url = pool.urlOf(database.ownerUrl);
    const owner = connectOwner(url);
    const refused = await migrate(owner, url).catch((error: unknown) => error);
    expect(refused).to.be.instanceOf(ConfigError);
    expect(String(refused)).to.match(/DATABASE_DIRECT_URL.+lock/);
    const bare = await Promise.resolve(owner.raw<object>("select 1")).catch(
      (error: unknown) => error,
    );
    expect(String(bare)).to.include("unsupported startup parameter: options");
    await owner.destroy();
  });
});
