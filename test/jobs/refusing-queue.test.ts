import { setTimeout as sleep } from "node:timers/promises";
import { Worker } from "bullmq";
import { expect } from "chai";
import { Redis } from "ioredis";
import { createQueueBackend } from "../../src/jobs/backend.ts";
import { createThrottledWarning } from "../../src/jobs/throttled-warning.ts";
import { startWorker, type RunningWorker } from "../../src/jobs/worker.ts";
import { createLogger } from "../../src/logger.ts";
import { useDatabase } from "../support/database.ts";
import { eventually } from "../support/eventually.ts";
import { fastPace } from "../support/fast-pace.ts";
import { idle } from "../support/queues-under-test.ts";
import { startRedis, type RunningRedis } from "../support/redis.ts";
import { testDeps } from "../support/test-deps.ts";

/** Long enough for thousands of attempts without a pause. */
const whileMs = 1_500;

describe("a queue that answers with errors", () => {
  const database = useDatabase();
  let redis: RunningRedis;
  let admin: Redis;
  let worker: RunningWorker | undefined;
  before(async () => {
    redis = await startRedis();
    admin = new Redis(redis.url);
  });
  afterEach(async () => {
    await admin.config("SET", "maxmemory", "0");
    await worker?.close();
    worker = undefined;
    await redis.empty();
  });
  after(async () => {
    admin.disconnect();
    await redis.stop();
  });

  const withoutScripts = async () => {
    const rules = ["on", ">pw", "~*", "&*", "+@all", "-evalsha", "-eval"];
    await admin.call("ACL", "SETUSER", "limited", ...rules);
    return redis.url.replace("//", "//limited:pw@");
  };

  async function linesOf(url: string, meanwhile: () => Promise<unknown>): Promise<unknown[]> {
    const lines: unknown[] = [];
    const collect = (about: unknown) => lines.push(about);
    const logger = Object.assign(createLogger("silent"), { warn: collect, error: collect });
    let sweeps = 0;
    worker = await startWorker(
      { ...testDeps(database.db), logger },
      createQueueBackend({ redisUrl: url }),
      {
        processors: { ...idle, "sweep-owed-work": () => Promise.resolve(sweeps++) },
        timings: fastPace,
      },
    );
    await meanwhile();
    await eventually("the first line", () => lines.length > 0);
    await sleep(whileMs);
    const counted = [...lines];
    await admin.config("SET", "maxmemory", "0");
    await admin.call("ACL", "SETUSER", "limited", "+evalsha", "+eval");
    await eventually("sweeps again", () => sweeps > 0);
    return counted;
  }

  // One line for each of five queues and each kind of trouble.
  it("a queue that is full is asked again after a pause, and told once", async () => {
    await withoutScripts();
    const lines = await linesOf(redis.url, () => admin.config("SET", "maxmemory", "1"));
    expect(lines.length).to.be.within(1, 12);
  });

  it("a queue that does not let its user run scripts is asked again after a pause, and told once", async () => {
    const lines = await linesOf(await withoutScripts(), () => Promise.resolve());
    expect(lines.length).to.be.within(1, 12);
  });

  it("negative control: BullMQ's own worker asks a queue that refuses without a pause", async () => {
    let errors = 0;
    const { hostname: host, port } = new URL(redis.url);
    await withoutScripts();
    const connection = { host, port: Number(port), username: "limited", password: "pw" };
    const bare = new Worker("bare", () => Promise.resolve(), { connection });
    bare.on("error", () => errors++);
    await sleep(whileMs);
    await bare.close();
    expect(errors).to.be.greaterThan(100);
  });

  it("a warning of one kind is told once, and the others are counted", () => {
    const told: unknown[] = [];
    const warn = createThrottledWarning({ warn: (about: unknown) => told.push(about) });
    for (let time = 0; time < 1_000; time++) {
      warn({ queue: "issue", reason: String(time) }, "away");
      warn({ queue: "push", reason: String(time) }, "away");
    }
    expect(told).to.deep.equal([
      { queue: "issue", reason: "0" },
      { queue: "push", reason: "0" },
    ]);
  });
});
