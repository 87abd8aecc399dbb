import { randomUUID } from "node:crypto";
import { expect } from "chai";
import { sweepOwedWork } from "../../../src/actions/operations/sweep-owed-work.ts";
import { stateSettlements } from "../../../src/actions/statistics/state-settlements.ts";
import { findPass } from "../../../src/db/passes/passes.ts";
import { createProcessors } from "../../../src/jobs/processors.ts";
import { aPass, anOffer, aRecipient, testNow } from "../../support/builders.ts";
import { useDatabase } from "../../support/database.ts";
import { testDeps } from "../../support/test-deps.ts";

const minute = 60_000;
const before = new Date(testNow.getTime() - minute);
const over = { validity: { from: new Date("2026-10-01T00:00Z"), until: before } };
const after = new Date(testNow.getTime() + minute);

describe("the sweep", () => {
  const database = useDatabase();

  /** What the sweep would have done, as lines `job id`. */
  async function swept(): Promise<string[]> {
    const deps = testDeps(database.db);
    await stateSettlements(deps);
    await sweepOwedWork(deps);
    return deps.enqueued.map(({ name, payload }) => [name, ...Object.values(payload)].join(" "));
  }

  beforeEach("empties the tables", async () => {
    await database.owner.raw("truncate passes, messages, recipients, offers cascade");
  });

  it("the sweep finds nothing when nothing is owed", async () => {
    const { db } = database;
    const { recipientId } = await aPass(db, { state: "used" });
    await aPass(db, { state: "revoked", recipientId });
    await told(recipientId, "sent");
    expect(await swept()).to.deep.equal([]);
  });

  it("the sweep looks for every other kind of work when one cannot be read, and then fails", async () => {
    await aPass(database.db, { state: "pending" });
    const deps = testDeps(database.db);
    await aPass(database.db, { offer: await anOffer(database.db, over), state: "active" });
    await stateSettlements(deps);
    const asked: string[] = [];
    const fault = new Error("the query took too long");
    const sweep = sweepOwedWork({
      ...deps,
      enqueue: (job, payloads) => {
        if (job === "issue-passes") return Promise.reject(fault);
        if (payloads.length > 0) asked.push(job);
        return Promise.resolve();
      },
    });
    expect(await sweep.catch((error: unknown) => error)).to.equal(fault);
    expect(asked).to.include("expire-due");
  });

  it("the sweep has an offer's pending tickets issued, once for all of them", async () => {
    const { db } = database;
    const [one, other] = [await anOffer(db), await anOffer(db)];
    for (const offer of [one, one, one, other]) await aPass(db, { offer, state: "pending" });
    expect(await swept()).to.have.members([`issue-passes ${one.id}`, `issue-passes ${other.id}`]);
  });

  it("the sweep has a recipient told of new tickets, once for all of them", async () => {
    const { db } = database;
    const { id: recipientId } = await aRecipient(db, { delivery: "email", email: "a@b.example" });
    await aPass(db, { recipientId });
    await aPass(db, { recipientId });
    expect(await swept()).to.deep.equal([`notify-recipient ${recipientId}`]);
  });

  it("the sweep has no message sent that was sent already", async () => {
    const { recipientId } = await aPass(database.db);
    await told(recipientId, "sent");
    expect(await swept()).to.deep.equal([]);
  });

  it("the sweep has a message sent that was written but did not go out", async () => {
    const { recipientId } = await aPass(database.db);
    await told(recipientId, "owed");
    expect(await swept()).to.deep.equal([`notify-recipient ${recipientId}`]);
  });

  it("the sweep leaves a message whose next attempt is still to come", async () => {
    const { recipientId } = await aPass(database.db);
    await told(recipientId, "owed", after);
    expect(await swept()).to.deep.equal([]);
  });

  for (const delivery of ["print", "none"] as const) {
    it(`the sweep tells nobody who gets tickets by ${delivery}`, async () => {
      const { db } = database;
      await aPass(db, { recipientId: (await aRecipient(db, { delivery })).id });
      expect(await swept()).to.deep.equal([]);
    });
  }

  it("the sweep tells nobody of a ticket that has ended or waits to be issued", async () => {
    const { db } = database;
    const { id: recipientId } = await aRecipient(db);
    const offer = await anOffer(db);
    await aPass(db, { recipientId, offer, state: "pending" });
    await aPass(db, { recipientId, offer, state: "returned" });
    expect(await swept()).to.deep.equal([`issue-passes ${offer.id}`]);
  });

  for (const { state, until, due } of [
    { state: "active", until: before, due: true },
    { state: "active", until: testNow, due: true },
    { state: "active", until: after, due: false },
    { state: "used", until: before, due: false },
    { state: "expired", until: before, due: false },
  ] as const) {
    it(`${due ? "expires" : "leaves"} a ticket that is ${state} when its offer is valid until ${describeTime(until)}`, async () => {
      const { db } = database;
      const from = new Date("2026-12-01T00:00:00Z");
      const offer = await anOffer(db, { validity: { from, until } });
      const { recipientId } = await aPass(db, { offer, state });
      await told(recipientId, "sent");
      expect(await swept()).to.deep.equal(due ? ["expire-due"] : []);
    });
  }

  for (const { days, who, job } of [
    { days: 6, who: "is ended by the sweep's", job: ["expire-due"] },
    { days: 8, who: "waits for the night's", job: [] },
  ]) {
    it(`a live ticket of an offer that ended ${days} days ago ${who} job: no other reads the offers of long ago, of which there are ever more`, async () => {
      const { db } = database;
      const day = 24 * 60 * 60_000;
      const until = new Date(testNow.getTime() - days * day);
      const offer = await anOffer(db, {
        validity: { from: new Date(until.getTime() - 30 * day), until },
      });
      const { recipientId, serialNumber } = await aPass(db, { offer });
      await told(recipientId, "sent");
      const processors = createProcessors(testDeps(db));
      const stateAfter = async (job: "expire-due" | "erase-ended") => {
        await processors[job]({});
        return (await findPass(db, serialNumber))?.state;
      };
      expect(await swept()).to.deep.equal(job);
      expect(await stateAfter("expire-due")).to.equal(job.length > 0 ? "expired" : "active");
      expect(await stateAfter("erase-ended")).to.equal("expired");
    });
  }

  for (const { claimUntil, fetchedAt, due } of [
    { claimUntil: before, fetchedAt: null, due: true },
    { claimUntil: testNow, fetchedAt: null, due: true },
    { claimUntil: after, fetchedAt: null, due: false },
    { claimUntil: before, fetchedAt: before, due: false },
    { claimUntil: null, fetchedAt: null, due: false },
  ]) {
    it(`${due ? "lets lapse" : "leaves"} a ticket ${fetchedAt ? "fetched" : "not fetched"} with ${claimUntil ? `a deadline ${describeTime(claimUntil)}` : "no deadline"}`, async () => {
      const { recipientId } = await aPass(database.db, { claimUntil, fetchedAt });
      await told(recipientId, "sent");
      expect(await swept()).to.deep.equal(due ? ["lapse-unclaimed"] : []);
    });
  }

  for (const { returnAt, due } of [
    { returnAt: before, due: true },
    { returnAt: testNow, due: true },
    { returnAt: after, due: false },
  ]) {
    it(`${due ? "returns" : "leaves"} a ticket that is to be given back ${describeTime(returnAt)}`, async () => {
      const { db } = database;
      const { recipientId, serialNumber } = await aPass(db);
      await db("passes").where({ serial_number: serialNumber }).update({ return_at: returnAt });
      await told(recipientId, "sent");
      expect(await swept()).to.deep.equal(due ? ["return-due"] : []);
    });
  }

  async function told(
    recipientId: string,
    state: "owed" | "sent",
    nextAttemptAt = testNow,
  ): Promise<void> {
    const { db } = database;
    const id = randomUUID();
    await db("messages").insert({
      id,
      recipient_id: recipientId,
      channel: "sms",
      state,
      next_attempt_at: nextAttemptAt,
      sent_at: state === "sent" ? testNow : null,
    });
    await db("passes").where({ recipient_id: recipientId }).update({ message_id: id });
  }
});

function describeTime(time: Date): string {
  return time < testNow ? "a minute ago" : time > testNow ? "a minute from now" : "now";
}
