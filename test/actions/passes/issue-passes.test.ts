import { expect } from "chai";
import { allocate } from "../../../src/actions/allocations/allocate.ts";
import type { Actor } from "../../../src/actions/deps.ts";
import { issuePasses } from "../../../src/actions/passes/issue-passes.ts";
import type { Pool } from "../../../src/db/connect.ts";
import { aCrowd, anOffer, aPass, aRecipient, testNow } from "../../support/builders.ts";
import { useDatabase } from "../../support/database.ts";
import { testDeps } from "../../support/test-deps.ts";
import { connectWithoutLocks } from "../../support/without-locks.ts";

const nav: Actor = { role: "nav", id: "officer", municipalities: ["5025"] };

describe("issuing tickets", () => {
  const database = useDatabase();

  async function owe(count: number): Promise<string> {
    const { db } = database;
    const offer = await anOffer(db, { quota: count, perRecipient: 2 });
    const references = await aCrowd(db, count / 2);
    const items = references.map((recipient) => ({ recipient, offerId: offer.id, count: 2 }));
    await allocate(testDeps(db), { actor: nav, items });
    return offer.id;
  }

  const statesOf = async (offerId: string) =>
    (await database
      .db("passes")
      .where({ offer_id: offerId })
      .groupBy("state", "issued_at")
      .select("state", "issued_at", database.db.raw("count(*)::int as count"))) as unknown[];

  it("issue-passes makes every pending ticket of the offer active, in chunks, and no other's", async () => {
    const offerId = await owe(1200);
    const other = await owe(2);
    expect(await issuePasses(testDeps(database.db), { offerId })).to.equal(1200);
    expect(await statesOf(offerId)).to.deep.equal([
      { state: "active", issued_at: testNow, count: 1200 },
    ]);
    expect(await statesOf(other)).to.deep.equal([{ state: "pending", issued_at: null, count: 2 }]);
  });

  it("issue-passes finds nothing to do the second time", async () => {
    const offerId = await owe(10);
    const deps = testDeps(database.db);
    await issuePasses(deps, { offerId });
    expect(await issuePasses(deps, { offerId })).to.equal(0);
  });

  /** Four workers issue the same 2,000 tickets; answers how many they say they issued. */
  async function issueAtOnce(db: Pool): Promise<number> {
    const offerId = await owe(2000);
    const counts = await Promise.all(
      Array.from({ length: 4 }, () => issuePasses(testDeps(db), { offerId })),
    );
    return counts.reduce((sum, count) => sum + count, 0);
  }

  it("issue-passes issues each ticket once when several workers issue at once", async () => {
    expect(await issueAtOnce(database.db)).to.equal(2000);
  });

  it("issue-passes issues some tickets twice when its locks are off (negative control)", async () => {
    const unguarded = connectWithoutLocks(database.url);
    try {
      expect(await issueAtOnce(unguarded)).to.be.greaterThan(2000);
    } finally {
      await unguarded.destroy();
    }
  });

  it("issue-passes asks that each recipient be told once who can get a message, and no other", async () => {
    const { db } = database;
    const deps = testDeps(db);
    const offer = await anOffer(db);
    const [bySms, onPaper] = [await aRecipient(db), await aRecipient(db, { delivery: "print" })];
    for (const { id: recipientId } of [bySms, bySms, onPaper]) {
      await aPass(db, { offer, recipientId, state: "pending" });
    }
    await issuePasses(deps, { offerId: offer.id });
    expect(deps.enqueued).to.deep.equal([
      { name: "notify-recipient", payload: { recipientId: bySms.id } },
    ]);
  });
});
