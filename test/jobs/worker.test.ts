import { setTimeout as sleep } from "node:timers/promises";
import { inspect } from "node:util";
import { expect } from "chai";
import type { Queue } from "bullmq";
import type { Knex } from "knex";
import { pino } from "pino";
import { insertProviderUser } from "../../src/db/providers/provider-users.ts";
import { createMessageSender } from "../../src/jobs/message-sender.ts";
import { createProcessors } from "../../src/jobs/processors.ts";
import type { Jobs } from "../../src/actions/jobs.ts";
import { queueCounts } from "../../src/jobs/queues.ts";
import { startWorker } from "../../src/jobs/worker.ts";
import { aProvider, testKeyRing } from "../support/builders.ts";
import { connectRewriting } from "../support/connect-rewriting.ts";
import { eventually } from "../support/eventually.ts";
import { fastPace } from "../support/fast-pace.ts";
import { startFakeSmtp } from "../support/fake-smtp.ts";
import { anId, describeOnBothBackends } from "../support/queues-under-test.ts";
import { testDeps } from "../support/test-deps.ts";

/** A gate that a job waits at. */
function gate(): { open: () => void; passed: Promise<void> } {
  let open: () => void = () => undefined;
  const passed = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open, passed };
}

describeOnBothBackends("the worker", (under) => {
  it("the worker does each job with its payload", async () => {
    const done: unknown[] = [];
    await under.work({
      "issue-passes": (payload) => Promise.resolve(done.push(["issue", payload])),
      "notify-recipient": (payload) => Promise.resolve(done.push(["notify", payload])),
    });
    await under.enqueue("issue-passes", [{ offerId: "a" }, { offerId: "b" }]);
    await under.enqueue("notify-recipient", [{ recipientId: "c" }]);
    await eventually("three jobs done", () => done.length === 3);
    expect(done).to.have.deep.members([
      ["issue", { offerId: "a" }],
      ["issue", { offerId: "b" }],
      ["notify", { recipientId: "c" }],
    ]);
  });

  it("the worker keeps nothing of a finished job", async () => {
    let done = 0;
    await under.work({ "issue-passes": () => Promise.resolve(done++) });
    await under.enqueue("issue-passes", [{ offerId: "a" }]);
    await eventually("the job done", () => done === 1);
    const empty = { waiting: 0, active: 0, delayed: 0, failed: 0 };
    await eventually("no job left", async () => {
      const { issue } = await queueCounts(under.queues);
      return JSON.stringify(issue) === JSON.stringify(empty);
    });
  });

  it("the worker counts what waits in each queue", async () => {
    await under.enqueue(
      "issue-passes",
      Array.from({ length: 1_234 }, () => ({ offerId: anId() })),
    );
    const counts = await queueCounts(under.queues);
    expect(counts.issue).to.deep.equal({ waiting: 1_234, active: 0, delayed: 0, failed: 0 });
    expect(counts.notify.waiting).to.equal(0);
  });

  it("the worker takes a job that waits already only once", async () => {
    const done: string[] = [];
    for (let times = 0; times < 5; times++) {
      await under.enqueue("issue-passes", [{ offerId: "same" }, { offerId: "same" }]);
    }
    expect((await queueCounts(under.queues)).issue.waiting).to.equal(1);
    await under.work({ "issue-passes": ({ offerId }) => Promise.resolve(done.push(offerId)) });
    await under.enqueue("issue-passes", [{ offerId: "last" }]);
    await eventually("the last job done", () => done.includes("last"));
    expect(done).to.have.members(["same", "last"]);
  });

  it("the worker does a job once more, and only then, when it is asked for while it runs", async () => {
    const started: number[] = [];
    let running = 0;
    let maxAtOnce = 0;
    const first = gate();
    await under.work({
      "issue-passes": async () => {
        started.push(Date.now());
        maxAtOnce = Math.max(maxAtOnce, ++running);
        if (started.length === 1) await first.passed;
        running--;
      },
    });
    await under.enqueue("issue-passes", [{ offerId: "a" }]);
    await eventually("the job running", () => started.length === 1);
    for (let times = 0; times < 3; times++) {
      await under.enqueue("issue-passes", [{ offerId: "a" }]);
    }
    await sleep(200);
    expect(started).to.have.length(1);
    first.open();
    await eventually("the job done again", () => started.length === 2);
    await sleep(200);
    expect(started).to.have.length(2);
    expect(maxAtOnce).to.equal(1);
  });

  it("the worker would lose what is asked for while the job runs, if it were deduplicated plainly", async () => {
    const done: string[] = [];
    const first = gate();
    await under.work({
      "issue-passes": async ({ offerId }) => {
        done.push(offerId);
        if (done.length === 1) await first.passed;
      },
    });
    const queue = await under.queues.get("issue");
    const plainly = () =>
      queue.addBulk([
        { name: "issue-passes", data: { offerId: "a" }, opts: { deduplication: { id: "plain" } } },
      ]);
    await plainly();
    await eventually("the job running", () => done.length === 1);
    await plainly();
    first.open();
    await queue.addBulk([{ name: "issue-passes", data: { offerId: "last" }, opts: {} }]);
    await eventually("the last job done", () => done.includes("last"));
    expect(done).to.deep.equal(["a", "last"]);
  });

  it("the worker tries a failing job again, a bounded number of times, and takes it anew afterwards", async () => {
    let tries = 0;
    await under.work({
      "notify-recipient": () => {
        tries++;
        return Promise.reject(new Error("the gateway is away"));
      },
    });
    const counts = async () => (await queueCounts(under.queues)).notify;
    await under.enqueue("notify-recipient", [{ recipientId: "a" }]);
    await eventually("given up", async () => (await counts()).failed === 1);
    await sleep(200);
    expect(tries).to.equal(fastPace.attempts);
    await under.enqueue("notify-recipient", [{ recipientId: "a" }]);
    await eventually("tried anew", () => tries > fastPace.attempts);
  });

  it("succeeds at a later attempt when the fault has passed", async () => {
    let tries = 0;
    await under.work({
      "notify-recipient": () =>
        ++tries < 3 ? Promise.reject(new Error("not yet")) : Promise.resolve(),
    });
    await under.enqueue("notify-recipient", [{ recipientId: "a" }]);
    await eventually("third attempt", () => tries === 3);
    await eventually("nothing failed or left", async () => {
      const { notify } = await queueCounts(under.queues);
      return notify.failed + notify.delayed + notify.waiting + notify.active === 0;
    });
  });

  it("sweeps again and again by the clock", async () => {
    let sweeps = 0;
    await under.work({ "sweep-owed-work": () => Promise.resolve(sweeps++) });
    await eventually("four sweeps", () => sweeps >= 4);
  });

  it("sweeps once a turn, however many workers there are", async () => {
    let sweeps = 0;
    const processors = { "sweep-owed-work": () => Promise.resolve(sweeps++) };
    await under.work(processors, { sweepEveryMs: 1_000 });
    await under.work(processors, { sweepEveryMs: 1_000 });
    await under.work(processors, { sweepEveryMs: 1_000 });
    await eventually("a sweep", () => sweeps > 0);
    const from = Date.now();
    await eventually("four more sweeps", () => sweeps > 4);
    // The first and the last turn may be cut short.
    expect(Date.now() - from).to.be.above(2_000);
  });

  it("the worker makes its schedules anew when the queue has lost them", async () => {
    let sweeps = 0;
    await under.work({ "sweep-owed-work": () => Promise.resolve(sweeps++) });
    await eventually("a sweep", () => sweeps > 0);
    await under.empty();
    const before = sweeps;
    await eventually("further sweeps", () => sweeps >= before + 3);
  });

  it("the worker brings back the schedules that one with its clock a day ahead left behind", async () => {
    const queue = await under.queues.get("upkeep");
    const day = 24 * 3_600_000;
    const from = Date.now();
    const left = async (
      job: keyof Jobs,
      repeat: { every: number } | { pattern: string },
      days: number,
    ) => {
      const startDate = from + days * day;
      await queue.upsertJobScheduler(
        job,
        { ...repeat, tz: "Europe/Oslo", startDate },
        { name: job, data: {}, opts: {} },
      );
      expect((await queue.getJobScheduler(job))?.next).to.be.greaterThan(from + (days - 1) * day);
    };
    await left("sweep-owed-work", { every: fastPace.sweepEveryMs }, 1);
    await left("expire-due", { every: 60_000 }, 1);
    await left("erase-ended", { pattern: "17 3 * * *" }, 2);
    let [sweeps, expiries] = [0, 0];
    await under.work({
      "sweep-owed-work": () => Promise.resolve(sweeps++),
      "expire-due": () => Promise.resolve(expiries++),
    });
    await eventually("further sweeps and an expiry", () => sweeps >= 3 && expiries > 0);
    expect((await queue.getJobScheduler("erase-ended"))?.next).to.be.lessThan(from + 1.1 * day);
  });

  it("the worker judges its schedules by the database's clock, whatever its own says", async () => {
    const queue = await under.queues.get("upkeep");
    const day = 24 * 3_600_000;
    const nextOf = async () => (await queue.getJobScheduler("expire-due"))?.next ?? 0;
    const minute = { every: 60_000, startDate: Date.now() + day };
    await queue.upsertJobScheduler("expire-due", minute, {
      name: "expire-due",
      data: {},
      opts: {},
    });
    const tomorrow = await nextOf();
    // To the database it is the next minute; to this process a day too far ahead.
    const ahead = connectRewriting(under.database.url, (sql) =>
      sql.replace("clock_timestamp()", "clock_timestamp() + interval '1 day'"),
    );
    try {
      await under.work({}, {}, ahead);
      expect(await nextOf()).to.equal(tomorrow);
    } finally {
      await ahead.destroy();
    }
    await under.work({});
    expect(await nextOf()).to.be.lessThan(tomorrow);
  });

  it("the worker finishes what is running before it stops, and leaves the rest to others", async () => {
    const [held, started] = [gate(), gate()];
    const done: string[] = [];
    const worker = await under.work({
      "issue-passes": async ({ offerId }) => {
        started.open();
        await held.passed;
        done.push(offerId);
      },
    });
    await under.enqueue("issue-passes", [{ offerId: "running" }]);
    await started.passed;
    let stopped = false;
    const closed = worker.close().then(() => {
      stopped = true;
    });
    const later = Array.from({ length: 20 }, () => ({ offerId: anId() }));
    await under.enqueue("issue-passes", later);
    await sleep(200);
    expect(stopped).to.equal(false);
    held.open();
    await closed;
    expect(done).to.include("running");
    // A fetch that was under way may still bring one.
    expect(done.length).to.be.within(1, 2);
    const { issue } = await queueCounts(under.queues);
    expect(issue).to.deep.equal({ waiting: 21 - done.length, active: 0, delayed: 0, failed: 0 });
  });

  it("the worker stops even when a job never ends", async () => {
    const started = gate();
    const held = gate();
    const worker = await under.work(
      {
        "issue-passes": async () => {
          started.open();
          await held.passed;
        },
      },
      { graceMs: 200 },
    );
    await under.enqueue("issue-passes", [{ offerId: "endless" }]);
    await started.passed;
    await worker.close();
    held.open();
  });

  it("a mail server that quotes the address leaves it in no log, queue or table", async () => {
    const address = "kari.nordmann@example.no";
    const smtp = await startFakeSmtp({ refusing: true });
    const lines: string[] = [];
    const write = (line: string) => void lines.push(line);
    const logger = pino({ level: "trace" }, { write });
    const environment = "development" as const;
    const [brandName, publicUrl] = ["Join", "https://tickets.example"];
    const mail = { brandName, environment, publicUrl, smtpUrl: smtp.url };
    const { db } = under.database;
    const deps = { ...testDeps(db), logger, messages: createMessageSender(mail, logger) };
    const { id: providerId } = await aProvider(db);
    const user = { providerId, email: address, role: "owner" } as const;
    const userId = await db.transaction((trx) => insertProviderUser(trx, testKeyRing, user));
    await db("providers").update({ contact_email: null });
    try {
      const worker = await startWorker(deps, under.backend, {
        processors: { ...createProcessors(deps), "sweep-owed-work": () => Promise.resolve() },
        timings: fastPace,
      });
      try {
        await under.enqueue("send-invitation", [{ userId: userId ?? "" }]);
        await eventually("the job failed", () => lines.some((line) => line.includes("job failed")));
      } finally {
        await worker.close();
      }
    } finally {
      await smtp.close();
    }
    expect(lines.join("\n")).to.contain("EENVELOPE 550").and.not.to.contain(address);
    const queue = (await under.queues.get("notify")) as unknown as Queue;
    const jobs = await queue.getJobs();
    expect(
      inspect(
        jobs.map((job) => job.asJSON()),
        { depth: 10 },
      ),
    ).not.to.contain(address);
    expect(await everythingIn(under.database.owner)).not.to.contain(address);
  });
});

/** Every row of every table, those of the queues too. */
async function everythingIn(owner: Knex): Promise<string> {
  const { rows } = await owner.raw<{ rows: { name: string }[] }>(
    "select c.oid::regclass::text as name from pg_class as c join pg_namespace as n on n.oid = relnamespace where relkind = 'r' and nspname in ('public', 'bullmq')",
  );
  const texts = await Promise.all(
    rows.map(async ({ name }) => {
      const found = await owner.raw<{ rows: { text: string }[] }>(
        `select to_jsonb(t)::text as text from ${name} as t`,
      );
      return found.rows.map(({ text }) => text).join("\n");
    }),
  );
  return texts.join("\n");
}
