import { expect } from "chai";
import { allocate } from "../../../src/actions/allocations/allocate.ts";
import type { Actor } from "../../../src/actions/deps.ts";
import { removeRecipient } from "../../../src/actions/recipients/remove-recipient.ts";
import { lockOffers } from "../../../src/db/offers/offers.ts";
import type { Pool } from "../../../src/db/connect.ts";
import { ensureClaimLink } from "../../../src/db/recipients/claim-links.ts";
import { runBehindWall } from "../../../src/db/wall.ts";
import { AppError } from "../../../src/errors.ts";
import { allocated } from "../../support/allocated.ts";
import {
  aMunicipality,
  anOffer,
  aPass,
  aRecipient,
  testKeyRing,
  testNow,
} from "../../support/builders.ts";
import { connectRewriting } from "../../support/connect-rewriting.ts";
import { useDatabase } from "../../support/database.ts";
import { eventually } from "../../support/eventually.ts";
import { refusalOf } from "../../support/refusal-of.ts";
import { testDeps } from "../../support/test-deps.ts";
import { waitForLock } from "../../support/wait-for-lock.ts";

const nav: Actor = { role: "nav", id: "officer", municipalities: ["5025", "5026"] };

describe("allocate", () => {
  const database = useDatabase();

  const allocatedOf = async (offerId: string) => {
    const row = await database
      .db("offers")
      .where({ id: offerId })
      .first<{ allocated: number } | undefined>("allocated");
    return row?.allocated;
  };

  it("an allocation gives each recipient a pending ticket, takes it from the quota and hands it to the worker", async () => {
    const { db } = database;
    const deps = testDeps(db);
    const offer = await anOffer(db, { quota: 3, uses: 10, claimWithinDays: 5 });
    const [anna, ola] = [await aRecipient(db), await aRecipient(db)];
    const answer = await allocated(
      allocate(deps, {
        actor: nav,
        items: [anna, ola].map(({ reference }) => ({ recipient: reference, offerId: offer.id })),
      }),
    );
    expect(answer).to.include({ allocated: 2, refused: 0 });
    expect(answer.items.map(({ status, passes }) => [status, passes.length])).to.deep.equal([
      ["allocated", 1],
      ["allocated", 1],
    ]);
    const passes = await db("passes")
      .where({ allocation_id: answer.id })
      .select("serial_number", "recipient_id", "state", "uses_left", "version", "claim_until");
    expect(passes).to.have.deep.members(
      [anna, ola].map(({ id }, i) => ({
        serial_number: answer.items[i]?.passes[0]?.serialNumber,
        recipient_id: id,
        state: "pending",
        uses_left: 10,
        version: 1,
        claim_until: new Date("2027-01-21T00:00:00+01:00"),
      })),
    );
    expect(await allocatedOf(offer.id)).to.equal(2);
    expect(deps.enqueued).to.deep.equal([{ name: "issue-passes", payload: { offerId: offer.id } }]);
  });

  it("an allocation gives as many tickets as an item asks for", async () => {
    const { db } = database;
    const offer = await anOffer(db, { perRecipient: 3, quota: 3 });
    const { reference } = await aRecipient(db);
    const { items } = await allocate(testDeps(db), {
      actor: nav,
      items: [{ recipient: reference, offerId: offer.id, count: 3 }],
    });
    expect(new Set(items[0]?.passes.map(({ serialNumber }) => serialNumber)).size).to.equal(3);
    expect(await allocatedOf(offer.id)).to.equal(3);
  });

  it("allocates nothing when one item is refused, and says which and why", async () => {
    const { db } = database;
    const deps = testDeps(db);
    const offer = await anOffer(db);
    const young = await aRecipient(db);
    const grown = await aRecipient(db, { birthYear: 2000 });
    const outcome = await allocate(deps, {
      actor: nav,
      items: [young, grown].map(({ reference }) => ({ recipient: reference, offerId: offer.id })),
    });
    expect(outcome).to.deep.equal({
      outcome: "nothing_allocated",
      allocated: 0,
      refused: 2,
      items: [
        { status: "refused", passes: [] },
        { status: "refused", reason: "outside_age", passes: [] },
      ],
    });
    const allocations = await db("allocations").whereRaw("refusals::text like ?", [
      `%${grown.id}%`,
    ]);
    expect(allocations).to.deep.equal([]);
    expect(await allocatedOf(offer.id)).to.equal(0);
    expect(await db("passes").where({ offer_id: offer.id })).to.deep.equal([]);
    expect(deps.enqueued).to.deep.equal([]);
  });

  it("an allocation gives in mode “possible” what can be given and keeps the refusals with the allocation", async () => {
    const { db } = database;
    const offer = await anOffer(db, { quota: 1 });
    const [first, second] = [await aRecipient(db), await aRecipient(db)];
    const answer = await allocated(
      allocate(testDeps(db), {
        actor: nav,
        mode: "possible",
        items: [first, second].map(({ reference }) => ({
          recipient: reference,
          offerId: offer.id,
        })),
      }),
    );
    expect(answer).to.include({ allocated: 1, refused: 1 });
    expect(answer.items.map(({ reason }) => reason)).to.deep.equal([undefined, "sold_out"]);
    const stored = await db("allocations")
      .where({ id: answer.id })
      .first<Record<string, unknown> | undefined>("allocated", "refused", "refusals", "created_by");
    expect(stored).to.deep.equal({
      allocated: 1,
      refused: 1,
      refusals: [{ recipientId: second.id, offerId: offer.id, reason: "sold_out", count: 1 }],
      created_by: "officer",
    });
  });

  it("an allocation counts what a recipient already holds, but not what was revoked, returned or lapsed", async () => {
    const { db } = database;
    const offer = await anOffer(db, { perRecipient: 2 });
    const { id: recipientId, reference } = await aRecipient(db);
    for (const state of ["revoked", "returned", "lapsed", "used"] as const) {
      await aPass(db, { offer, recipientId, state });
    }
    const again = () =>
      allocate(testDeps(db), {
        actor: nav,
        mode: "possible",
        items: [{ recipient: reference, offerId: offer.id }],
      });
    expect((await again()).items[0]?.status).to.equal("allocated");
    expect((await again()).items[0]?.reason).to.equal("already_allocated");
  });

  it("an allocation names every recipient and offer that it does not know by its path", async () => {
    const { db } = database;
    const offer = await anOffer(db);
    const { reference } = await aRecipient(db);
    const foreign = await aRecipient(db, { municipality: "0301" });
    const refusal = await refusalOf(
      allocate(testDeps(db), {
        actor: nav,
        items: [
          { recipient: reference, offerId: offer.id },
          { recipient: foreign.reference, offerId: offer.id },
          { recipient: reference, offerId: "00000000-0000-4000-8000-000000000000" },
          { recipient: reference, offerId: "no id at all" },
        ],
      }),
    );
    expect(refusal.code).to.equal("validation_failed");
    expect(refusal.errors.map(({ path }) => path)).to.deep.equal([
      "items[1].recipient",
      "items[2].offerId",
      "items[3].offerId",
    ]);
  });

  for (const count of [0, 1001]) {
    it(`an allocation refuses ${count} items`, async () => {
      const item = { recipient: "x", offerId: "00000000-0000-4000-8000-000000000000" };
      const items = Array.from({ length: count }, () => item);
      const refusal = await refusalOf(allocate(testDeps(database.db), { actor: nav, items }));
      expect(refusal).to.be.instanceOf(AppError).and.have.property("code", "validation_failed");
    });
  }

  it("an allocation is not for providers", async () => {
    const actor: Actor = { role: "provider", id: "key", providerId: "p" };
    const items = [{ recipient: "x", offerId: "y" }];
    const refusal = await refusalOf(allocate(testDeps(database.db), { actor, items }));
    expect(refusal.code).to.equal("forbidden");
  });

  for (const mode of ["all", "possible"] as const) {
    it(`an allocation names a recipient who is removed at that very moment (${mode})`, async () => {
      const { db } = database;
      const offer = await anOffer(db);
      const [anna, ola] = [await aRecipient(db), await aRecipient(db)];
      let refusal: Promise<AppError> | undefined;
      await db.transaction(async (trx) => {
        await lockOffers(trx, [offer.id]);
        refusal = refusalOf(
          allocate(testDeps(db), {
            actor: nav,
            items: [anna, ola].map(({ reference }) => ({
              recipient: reference,
              offerId: offer.id,
            })),
            mode,
          }),
        );
        await eventually("it has found both and waits for the offer", async () => {
          const { rows } = await database.owner.raw<{ rows: unknown[] }>(
            `select from pg_stat_activity
             where datname = current_database() and wait_event_type = 'Lock'`,
          );
          return rows.length > 0;
        });
        await removeRecipient(testDeps(db), { actor: nav, reference: ola.reference });
      });
      expect((await refusal)?.errors.map(({ path }) => path)).to.deep.equal(["items[1].recipient"]);
      expect(await allocatedOf(offer.id)).to.equal(0);
    });
  }

  /**
   * What an allocation of an offer for 5025 alone answers when the child moves to 5026 while it waits for the offer, and
   * the municipalities that pay for a ticket then.
   */
  async function allocatedDuringMove(db: Pool, municipalities: string[]) {
    const offer = await anOffer(database.db);
    await aMunicipality(database.db, "5026");
    const { id: recipientId } = await aRecipient(database.db);
    const actor: Actor = { role: "nav", id: "officer", municipalities };
    const items = [{ recipientId, offerId: offer.id }];
    let answer: Promise<string> | undefined;
    await database.db.transaction(async (trx) => {
      await lockOffers(trx, [offer.id]);
      answer = runBehindWall(municipalities, () => allocate(testDeps(db), { actor, items })).then(
        ({ items: [item], outcome }) => item?.reason ?? outcome,
        (error: unknown) =>
          error instanceof AppError ? (error.errors[0]?.code ?? error.code) : String(error),
      );
      await waitForLock(database.owner);
      await trx("recipients").where({ id: recipientId }).update({ municipality_number: "5026" });
    });
    const passes = database.db("passes").where({ offer_id: offer.id });
    return [await answer, await passes.pluck<string[]>("municipality_number")];
  }

  for (const { who, municipalities, answer } of [
    {
      ...{ who: "both municipalities", municipalities: ["5025", "5026"] },
      answer: "other_municipality",
    },
    { who: "the one it left", municipalities: ["5025"], answer: "unknown" },
  ]) {
    it(`an allocation by an officer of ${who} gives no ticket to a child that moves while it waits for the offer`, async () => {
      expect(await allocatedDuringMove(database.db, municipalities)).to.deep.equal([answer, []]);
    });
  }

  it("gives it one that the municipality it left pays for when the insertion does not ask where it is (negative control)", async () => {
    const unguarded = connectRewriting(database.url, (sql) =>
      sql.replace("and recipients.municipality_number = new.municipality", ""),
    );
    try {
      const given = await allocatedDuringMove(unguarded, ["5025", "5026"]);
      expect(given).to.deep.equal(["allocated", ["5025"]]);
    } finally {
      await unguarded.destroy();
    }
  });

  /** How many of ten allocations of ten offers to the same three recipients fail, and the links then. */
  async function linksAfterTen(db: Pool) {
    const recipients = await Promise.all([1, 2, 3].map(() => aRecipient(database.db)));
    const offers = await Promise.all(Array.from({ length: 10 }, () => anOffer(database.db)));
    const all = await Promise.allSettled(
      offers.map(({ id: offerId }, i) => {
        const items = recipients.map(({ id: recipientId }) => ({ recipientId, offerId }));
        return allocate(testDeps(db), { actor: nav, items: i % 2 ? items : items.reverse() });
      }),
    );
    const links = await database.db("claim_links").whereIn(
      "recipient_id",
      recipients.map(({ id }) => id),
    );
    const failed = all.filter(({ status }) => status === "rejected").length;
    return { failed, links: links.length };
  }

  it("an allocation creates one claim link for each recipient of ten allocations at the same moment", async () => {
    expect(await linksAfterTen(database.db)).to.deep.equal({ failed: 0, links: 3 });
  });

  it("fails on the second link of a recipient without its conflict clause (negative control)", async () => {
    const unguarded = connectRewriting(database.url, (sql) =>
      sql
        .replace("on conflict (recipient_id) where revoked_at is null do nothing", "")
        .replace(/^COMMIT;/, "select pg_sleep(0.1); COMMIT;"),
    );
    try {
      expect((await linksAfterTen(unguarded)).failed).to.be.greaterThan(0);
    } finally {
      await unguarded.destroy();
    }
  });

  /** How many links a recipient has whose link ends while its allocation waits for the offer. */
  async function linksAfterWaiting(db: Pool): Promise<number> {
    const offer = await anOffer(database.db);
    const { id } = await aRecipient(database.db);
    await database.db.transaction((trx) => ensureClaimLink(trx, testKeyRing, id));
    let outcome: Promise<unknown> | undefined;
    await database.db.transaction(async (trx) => {
      await lockOffers(trx, [offer.id]);
      const items = [{ recipientId: id, offerId: offer.id }];
      outcome = allocated(allocate(testDeps(db), { actor: nav, items }));
      await eventually("it waits for the offer", async () => {
        const { rows } = await database.owner.raw<{ rows: unknown[] }>(
          `select from pg_stat_activity
           where datname = current_database() and wait_event_type = 'Lock'`,
        );
        return rows.length > 0;
      });
      await database.db("claim_links").where({ recipient_id: id }).update({ revoked_at: testNow });
    });
    await outcome;
    return (await database.db("claim_links").where({ recipient_id: id, revoked_at: null })).length;
  }

  it("an allocation gives a new link to a recipient whose link ends while it waits for the offer", async () => {
    expect(await linksAfterWaiting(database.db)).to.equal(1);
  });

  it("leaves the recipient without one when it looks before the lock alone (negative control)", async () => {
    let looks = 0;
    const lookingOnce = connectRewriting(database.url, (sql) =>
      sql.includes("select from claim_links where recipient_id = asked.id") && looks++ > 0
        ? sql.replace("where not exists", "where false and not exists")
        : sql,
    );
    try {
      expect(await linksAfterWaiting(lookingOnce)).to.equal(0);
      expect(looks).to.equal(2);
    } finally {
      await lookingOnce.destroy();
    }
  });

  it("an allocation holds its offers for two round trips, the writes and the commit", async () => {
    const { db } = database;
    const offer = await anOffer(db);
    const crowd = await Promise.all([1, 2, 3].map(() => aRecipient(db)));
    const trips: string[][] = [];
    let [isAnswered, isLocked] = [true, false];
    const sent = ({ sql }: { sql: string }) => {
      isLocked ||= sql.includes("for no key update of offers");
      if (!isLocked) return;
      if (isAnswered) trips.push([]);
      isAnswered = false;
      trips.at(-1)?.push(sql.slice(0, 6));
    };
    const answered = () => {
      isAnswered = true;
    };
    db.on("query", sent).on("query-response", answered);
    const items = crowd.map(({ id: recipientId }) => ({ recipientId, offerId: offer.id }));
    await db.transaction(async (trx) => {
      await allocated(allocate({ ...testDeps(db), db: trx }, { actor: nav, items }));
      isLocked = false;
    });
    db.off("query", sent).off("query-response", answered);
    expect(trips).to.deep.equal([
      ["select", "select"],
      ["insert", "update", "with n", "update", "insert", "insert"],
      ["RELEAS"],
    ]);
  });

  it("an allocation leaves a trace that names no child", async () => {
    const { db } = database;
    const offer = await anOffer(db);
    const { reference } = await aRecipient(db);
    const { id } = await allocated(
      allocate(testDeps(db), {
        actor: nav,
        items: [{ recipient: reference, offerId: offer.id }],
      }),
    );
    const trace = await db("audit_events")
      .where({ subject: id })
      .first<Record<string, unknown> | undefined>("actor", "action", "detail");
    expect(trace).to.deep.equal({
      actor: "officer",
      action: "allocation.created",
      detail: { allocated: 1, refused: 0, mode: "all" },
    });
  });
});
