import { expect } from "chai";
import { issuePasses } from "../../src/actions/passes/issue-passes.ts";
import { notifyRecipient } from "../../src/actions/recipients/notify-recipient.ts";
import { anOffer, aPass, aRecipient } from "../support/builders.ts";
import { eventually } from "../support/eventually.ts";
import { startFakeGateway, type FakeGateway } from "../support/fake-gateway.ts";
import { startFakeSmtp } from "../support/fake-smtp.ts";
import { expectAllOnce, oweTickets, recordIssues } from "../support/owed-tickets.ts";
import { describeOnBothBackends } from "../support/queues-under-test.ts";
import { startWorkerProcess, type WorkerProcess } from "../support/start-worker-process.ts";
import { testDeps } from "../support/test-deps.ts";

describeOnBothBackends("losing the worker or its queue", function (under) {
  let gateway: FakeGateway;
  let processes: WorkerProcess[] = [];

  const start = async (smtpUrl?: string) => {
    const where = { ...under.where, databaseUrl: under.database.url };
    const child = await startWorkerProcess(
      smtpUrl === undefined ? where : { ...where, smtpUrl },
      gateway,
    );
    processes.push(child);
    return child;
  };
  const enqueueAll = (offerIds: string[]) =>
    under.enqueue(
      "issue-passes",
      offerIds.map((offerId) => ({ offerId })),
    );
  const sent = (count: number) =>
    eventually(`${count} messages`, () => gateway.delivered.size >= count, 30_000);

  before(() => recordIssues(under.database.owner));
  beforeEach(async () => {
    gateway = await startFakeGateway({ delayMs: 20 });
  });
  afterEach(async () => {
    await Promise.all(processes.map((child) => child.end("SIGKILL")));
    processes = [];
    await gateway.close();
    // A killed process's last statement goes on in the database for a moment, and can be in the way.
    await eventually("empty tables", () =>
      under.database.owner
        .raw("truncate issues, passes, messages, recipients, allocations, offers cascade")
        .then(
          () => true,
          (error: unknown) => {
            if ((error as { code?: string }).code === "40P01") return false;
            throw error;
          },
        ),
    );
  });

  it("the worker issues every ticket once and tells of it once, though the worker is killed again and again", async function () {
    this.timeout(120_000);
    const owed = await oweTickets(under.database.db);
    await enqueueAll(owed.offerIds);
    for (const progress of [1, 60, 120]) {
      const worker = await start();
      await sent(progress);
      await worker.end("SIGKILL");
      expect(gateway.delivered.size).to.be.lessThan(owed.count);
    }
    await start();
    await expectAllOnce(under.database.owner, gateway, owed);
  });

  it("the worker loses nothing when the queue is emptied in the middle", async function () {
    this.timeout(120_000);
    const owed = await oweTickets(under.database.db, { count: 200, offers: 20 });
    await enqueueAll(owed.offerIds);
    await start();
    await sent(50);
    await under.empty();
    expect(gateway.delivered.size).to.be.lessThan(owed.count);
    await expectAllOnce(under.database.owner, gateway, owed);
  });

  it("the worker leaves work undone when the queue is emptied and nothing sweeps (negative control)", async () => {
    const owed = await oweTickets(under.database.db, { count: 20, offers: 20 });
    await enqueueAll(owed.offerIds);
    await under.empty();
    const deps = testDeps(under.database.db);
    let sweeps = 0;
    await under.work({
      "issue-passes": (payload) => issuePasses(deps, payload),
      "notify-recipient": (payload) => notifyRecipient(deps, payload),
      "sweep-owed-work": () => Promise.resolve(sweeps++),
    });
    await eventually("three sweeps that do nothing", () => sweeps >= 3);
    const pending = await under.database.db("passes").where({ state: "pending" });
    expect(pending).to.have.length(20);
  });

  it("an e-mail whose worker is killed between handing it over and the answer leaves again with the same Message-ID", async () => {
    const smtp = await startFakeSmtp({ unanswered: 1 });
    try {
      const { db } = under.database;
      const validity = { from: new Date("2020-01-01"), until: new Date("2100-01-01") };
      const offer = await anOffer(db, { validity });
      const { id } = await aRecipient(db, { delivery: "email", email: "kari@example.no" });
      await aPass(db, { offer, recipientId: id, state: "pending" });
      const first = await start(smtp.url);
      await enqueueAll([offer.id]);
      await eventually("the e-mail handed over", () => smtp.received.length === 1, 30_000);
      const message = () => db<{ state: string; attempts: number }>("messages").first();
      expect(await message(), "the intent").to.include({ state: "owed", attempts: 1 });
      await first.end("SIGKILL");
      await start(smtp.url);
      await eventually("it sent", async () => (await message())?.state === "sent", 30_000);
      const ids = smtp.received.map(({ data }) => /^Message-ID: (.*)$/m.exec(data)?.[1]);
      expect(ids).to.have.length(2);
      expect(new Set(ids)).to.have.property("size", 1);
    } finally {
      await smtp.close();
    }
  });

  it("the worker finishes the running job on SIGTERM, and leaves with code 0", async () => {
    const owed = await oweTickets(under.database.db, { count: 1, offers: 1 });
    const release = gateway.hold();
    const worker = await start();
    await enqueueAll(owed.offerIds);
    await sent(1);
    const ended = worker.end("SIGTERM");
    const state = async () =>
      (await under.database.db<{ state: string }>("messages").first("state"))?.state;
    expect(await state()).to.equal("owed");
    release();
    expect(await ended).to.equal(0);
    expect(await state()).to.equal("sent");
    expect(gateway.requests()).to.equal(1);
  });
});
