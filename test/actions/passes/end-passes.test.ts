import { expect } from "chai";
import { allocate } from "../../../src/actions/allocations/allocate.ts";
import type { Actor } from "../../../src/actions/deps.ts";
import { redeem } from "../../../src/actions/door/redeem.ts";
import { expirePasses } from "../../../src/actions/passes/expire-passes.ts";
import { requestReturn } from "../../../src/actions/passes/request-return.ts";
import { returnDuePasses } from "../../../src/actions/passes/return-due-passes.ts";
import { undoReturn } from "../../../src/actions/passes/undo-return.ts";
import { lapseUnclaimedPasses } from "../../../src/actions/passes/lapse-unclaimed-passes.ts";
import { revokeAllocation } from "../../../src/actions/allocations/revoke-allocation.ts";
import { sendNow } from "../../../src/actions/allocations/send-now.ts";
import { undoAllocation } from "../../../src/actions/allocations/undo-allocation.ts";
import { issuePasses } from "../../../src/actions/passes/issue-passes.ts";
import { issuePending } from "../../../src/db/passes/pass-issuing.ts";
import { offersToIssue } from "../../../src/db/operations/owed-work.ts";
import { claimedTickets } from "../../../src/db/recipients/claimed-tickets.ts";
import { newSerialNumber } from "../../../src/actions/new-serial-number.ts";
import { revokePass } from "../../../src/actions/passes/revoke-pass.ts";
import type { Pool } from "../../../src/db/connect.ts";
import { endPasses, lockLivePasses } from "../../../src/db/passes/pass-ending.ts";
import { markFetched } from "../../../src/db/passes/pass-fetches.ts";
import { findPass } from "../../../src/db/passes/passes.ts";
import type { Offer } from "../../../src/domain/offers/offer.ts";
import type { PassState } from "../../../src/domain/passes/pass.ts";
import { allocated } from "../../support/allocated.ts";
import {
  aCrowd,
  anAllocation,
  anOffer,
  aPass,
  aRecipient,
  testNow,
  type BuiltPass,
} from "../../support/builders.ts";
import { connectRewriting } from "../../support/connect-rewriting.ts";
import { useDatabase } from "../../support/database.ts";
import { eventually } from "../../support/eventually.ts";
import { giveBack } from "../../support/give-back.ts";
import { refusalOf } from "../../support/refusal-of.ts";
import { aDoor, aScan, barcodeOf } from "../../support/scans.ts";
import { testDeps } from "../../support/test-deps.ts";
import { waitForLock } from "../../support/wait-for-lock.ts";
import { connectWithoutLocks } from "../../support/without-locks.ts";

const nav: Actor = { role: "nav", id: "officer", municipalities: ["5025"] };
const elsewhere: Actor = { role: "nav", id: "other", municipalities: ["0301"] };
const reason = "Tildelt ved en feil";

describe("ending tickets", () => {
  const database = useDatabase({ max: 30 });

  const ticket = async (serialNumber: string) =>
    database
      .db("passes")
      .where({ serial_number: serialNumber })
      .first<{ state: PassState; version: number; ended_at: Date | null }>(
        "state",
        "version",
        "ended_at",
      );

  const allocatedOf = async (id: string) =>
    (await database.db("offers").where({ id }).first<{ allocated: number }>("allocated")).allocated;

  /** A punch card used once, as a scan leaves it. */
  async function usedOnce() {
    const offer = await anOffer(database.db, { uses: 10 });
    return { offer, pass: await aPass(database.db, { offer, usesLeft: 9 }) };
  }

  /** A ticket for any number of uses, used once. */
  async function usedWithoutLimit() {
    const { db } = database;
    const offer = await anOffer(db, { uses: null });
    const pass = await aPass(db, { offer });
    const [door] = (await db("door_devices")
      .insert({ provider_id: offer.providerId, token_hash: Buffer.from(pass.serialNumber) })
      .returning("id")) as [{ id: string }];
    await db("redemptions").insert({
      door_device_id: door.id,
      scan_id: "1",
      serial_number: pass.serialNumber,
      offer_id: offer.id,
      scanned_at: testNow,
      received_at: testNow,
      accepted: true,
      admitted: 1,
    });
    return { offer, pass };
  }

  describe("revokePass", () => {
    for (const state of ["pending", "active"] as const) {
      it(`revokePass revokes an unused ${state} ticket and returns it to the quota`, async () => {
        const offer = await anOffer(database.db);
        const { serialNumber } = await aPass(database.db, { offer, state });
        const shown = await revokePass(testDeps(database.db), { actor: nav, serialNumber, reason });
        expect(shown.state).to.equal("revoked");
        expect(await ticket(serialNumber)).to.deep.equal({
          state: "revoked",
          version: state === "active" ? 2 : 1,
          ended_at: testNow,
        });
        expect(await allocatedOf(offer.id)).to.equal(0);
      });
    }

    it("revokePass keeps the place of a ticket that was partly used", async () => {
      for (const { offer, pass } of [await usedOnce(), await usedWithoutLimit()]) {
        const { serialNumber } = pass;
        await revokePass(testDeps(database.db), { actor: nav, serialNumber, reason });
        expect((await ticket(serialNumber)).state).to.equal("revoked");
        expect(await allocatedOf(offer.id)).to.equal(1);
      }
    });

    it("revokePass changes nothing the second time", async () => {
      const offer = await anOffer(database.db);
      const { serialNumber } = await aPass(database.db, { offer });
      await aPass(database.db, { offer });
      for (const attempt of [1, 2]) {
        await revokePass(testDeps(database.db), { actor: nav, serialNumber, reason });
        expect((await ticket(serialNumber)).version, `attempt ${attempt}`).to.equal(2);
        expect(await allocatedOf(offer.id), `attempt ${attempt}`).to.equal(1);
      }
      const traces = await database.db("audit_events").where({ subject: serialNumber });
      expect(traces).to.have.length(1);
    });

    it("revokePass stores the reason encrypted, and not in the audit trail", async () => {
      const deps = testDeps(database.db);
      const { serialNumber } = await aPass(database.db);
      await revokePass(deps, { actor: nav, serialNumber, reason: "moved to Oslo" });
      const event = await database
        .db("audit_events")
        .where({ subject: serialNumber })
        .first<Record<string, unknown>>();
      expect(event).to.deep.include({ action: "pass.revoked", detail: { reasonCode: "other" } });
      const [stored] = await database
        .db("revocation_reasons")
        .where({ serial_number: serialNumber })
        .select<{ id: string; reason: null; reason_sealed: Buffer }[]>();
      if (!stored) throw new Error("The reason was not stored.");
      const place = { column: "revocation_reasons.reason_sealed", row: stored.id } as const;
      expect(deps.keyRing.decrypt(place, stored.reason_sealed)).to.equal("moved to Oslo");
      expect(stored.reason).to.equal(null);
    });

    it("revokePass refuses a reason with a national identity number, however it is spaced", async () => {
      const { serialNumber } = await aPass(database.db);
      for (const number of ["15031710054", "150317\u00a010054", "１５０３１７\t１００５４"]) {
        const refusal = await refusalOf(
          revokePass(testDeps(database.db), { actor: nav, serialNumber, reason: `for ${number}` }),
        );
        expect(refusal.errors).to.deep.include({
          path: "reason",
          code: "national_identity_number",
          message:
            "looks like a national identity number, which must not be stored here; use the case system's own reference",
        });
      }
    });

    it("revokePass refuses a reason that is too long, and says that it is its length", async () => {
      const { serialNumber } = await aPass(database.db);
      const refusal = await refusalOf(
        revokePass(testDeps(database.db), { actor: nav, serialNumber, reason: "x".repeat(501) }),
      );
      expect(refusal.errors).to.have.length(1);
      expect(refusal.errors[0]).to.include({ path: "reason", code: "too_big" });
    });

    /** Twenty officers revoke the same of 21 tickets; answers how many count as out afterwards. */
    async function revokeAtOnce(db: Pool): Promise<number> {
      const offer = await anOffer(database.db);
      const { serialNumber } = await aPass(database.db, { offer });
      for (let i = 0; i < 20; i += 1) await aPass(database.db, { offer });
      await Promise.all(
        Array.from({ length: 20 }, () =>
          revokePass(testDeps(db), { actor: nav, serialNumber, reason }),
        ),
      );
      return allocatedOf(offer.id);
    }

    it("revokePass returns one to the quota when twenty revoke it at once", async () => {
      expect(await revokeAtOnce(database.db)).to.equal(20);
    });

    it("revokePass returns more than one to the quota when its locks are off (negative control)", async () => {
      const unguarded = connectWithoutLocks(database.url);
      try {
        // While the pool opens its connections the first may be done before the others begin.
        let out = 20;
        for (let n = 0; n < 10 && out === 20; n += 1) out = await revokeAtOnce(unguarded);
        expect(out).to.be.lessThan(20);
      } finally {
        await unguarded.destroy();
      }
    });

    for (const state of ["expired", "returned", "lapsed"] as const) {
      it(`revokePass refuses a ticket that is ${state}`, async () => {
        const { serialNumber } = await aPass(database.db, { state });
        const refusal = await refusalOf(
          revokePass(testDeps(database.db), { actor: nav, serialNumber, reason }),
        );
        expect(refusal.code).to.equal("illegal_state");
      });
    }

    it("revokePass ends a used ticket like any other while its time runs, and keeps its place in the quota", async () => {
      const { db } = database;
      const { serialNumber, offerId } = await aPass(db, { state: "used" });
      const before = await allocatedOf(offerId);
      const revoked = await revokePass(testDeps(db), { actor: nav, serialNumber, reason });
      expect(revoked.state).to.equal("revoked");
      expect((await findPass(db, serialNumber))?.state).to.equal("revoked");
      expect(await allocatedOf(offerId)).to.equal(before);
      const again = await revokePass(testDeps(db), { actor: nav, serialNumber, reason });
      expect(again.state).to.equal("revoked");
    });

    it("revokePass refuses in the same words what is over, used or not", async () => {
      const { db } = database;
      const until = new Date(testNow.getTime() - 1);
      const from = new Date(until.getTime() - 60_000);
      const offer = await anOffer(db, { validity: { from, until } });
      const refusals = new Set<string>();
      for (const state of ["used", "active", "expired"] as const) {
        const { serialNumber } = await aPass(db, { offer, state });
        const revoking = revokePass(testDeps(db), { actor: nav, serialNumber, reason });
        const { code, message } = await refusalOf(revoking);
        refusals.add(`${code} ${message}`);
      }
      await expirePasses(testDeps(db));
      expect([...refusals]).to.deep.equal([
        "illegal_state A ticket that is over cannot be revoked.",
      ]);
    });

    it("revokePass knows no ticket of another municipality", async () => {
      const { serialNumber } = await aPass(database.db);
      const refusal = await refusalOf(
        revokePass(testDeps(database.db), { actor: elsewhere, serialNumber, reason }),
      );
      expect(refusal.code).to.equal("not_found");
      expect((await ticket(serialNumber)).state).to.equal("active");
    });

    it("wants a reason", async () => {
      const { serialNumber } = await aPass(database.db);
      const refusal = await refusalOf(
        revokePass(testDeps(database.db), { actor: nav, serialNumber, reason: "  " }),
      );
      expect(refusal.errors).to.deep.include({
        path: "reason",
        code: "required",
        message: "is required: a text",
      });
    });
  });

  describe("revokeAllocation", () => {
    it("revokeAllocation revokes what is left of it and returns what was never used", async () => {
      const { db } = database;
      const offer = await anOffer(db, { uses: 10 });
      const references = await aCrowd(db, 4);
      const { id: allocationId, items } = await allocated(
        allocate(testDeps(db), {
          actor: nav,
          items: references.map((recipient) => ({ recipient, offerId: offer.id })),
        }),
      );
      const [partly = "", over = ""] = items.map(({ passes }) => passes[0]?.serialNumber ?? "");
      await db("passes")
        .where({ offer_id: offer.id })
        .update({ state: "active", issued_at: testNow });
      await db("passes").where({ serial_number: partly }).update({ uses_left: 9 });
      await db("passes")
        .where({ serial_number: over })
        .update({ uses_left: 0, state: "used", ended_at: testNow });

      const after = await revokeAllocation(testDeps(db), { actor: nav, allocationId, reason });
      expect(after).to.include({ revoked: 4 });
      expect(after.progress).to.include({ revoked: 4, live: 0, pending: 0 });
      expect(await allocatedOf(offer.id)).to.equal(2);
      const again = await revokeAllocation(testDeps(db), { actor: nav, allocationId, reason });
      expect(again.revoked).to.equal(0);
      expect(await allocatedOf(offer.id)).to.equal(2);
    });

    it("revokeAllocation knows no allocation of another municipality", async () => {
      const { allocationId } = await aPass(database.db);
      const deps = testDeps(database.db);
      for (const id of [allocationId, "no id"]) {
        const refusal = await refusalOf(
          revokeAllocation(deps, { actor: elsewhere, allocationId: id, reason }),
        );
        expect(refusal.code).to.equal("not_found");
      }
    });
  });

  describe("undoAllocation", () => {
    const minutes = (n: number) => new Date(testNow.getTime() + n * 60_000);
    const deps = (db: Pool = database.db, now = testNow) => {
      const all = testDeps(db, { now });
      return { ...all, config: { ...all.config, messageGraceMinutes: 10 } };
    };

    /** One ticket each for a recipient by SMS and one on paper, just allocated. */
    async function allocatedNow() {
      const { db } = database;
      const offer = await anOffer(db);
      const [bySms, onPaper] = [await aRecipient(db), await aRecipient(db, { delivery: "print" })];
      const items = [bySms, onPaper].map(({ id }) => ({ recipientId: id, offerId: offer.id }));
      const { id: allocationId } = await allocated(allocate(deps(), { actor: nav, items }));
      return { offerId: offer.id, allocationId, bySms, onPaper };
    }
    const statesOf = (offerId: string) =>
      database.db("passes").where({ offer_id: offerId }).orderBy("state").pluck<string[]>("state");
    const heldTickets = (id: string) => claimedTickets(database.db, { holderIds: [id] });

    it("an allocation's tickets are issued and seen after the grace, and on paper at once", async () => {
      const { offerId, bySms, onPaper } = await allocatedNow();
      expect(await issuePasses(deps(), { offerId })).to.equal(1);
      expect(await heldTickets(onPaper.id)).to.have.lengthOf(1);
      expect(await heldTickets(bySms.id)).to.deep.equal([]);
      expect(await offersToIssue(database.db, minutes(9))).not.to.include(offerId);
      expect(await offersToIssue(database.db, minutes(10))).to.include(offerId);
      expect(await issuePasses(deps(database.db, minutes(10)), { offerId })).to.equal(1);
      expect(await heldTickets(bySms.id)).to.have.lengthOf(1);
    });

    it("the municipality's own grace goes before the setting", async () => {
      await database
        .owner("municipalities")
        .where({ number: "5025" })
        .update("message_grace_minutes", 0);
      try {
        const { offerId } = await allocatedNow();
        expect(await issuePasses(deps(), { offerId })).to.equal(2);
      } finally {
        await database.owner("municipalities").update("message_grace_minutes", null);
      }
    });

    it("undoAllocation takes all back within the grace, so that no family sees a trace", async () => {
      const { offerId, allocationId, bySms } = await allocatedNow();
      await issuePasses(deps(), { offerId });
      const undone = await undoAllocation(deps(), { actor: nav, allocationId });
      expect(undone).to.include({ revoked: 2 });
      expect(await allocatedOf(offerId)).to.equal(0);
      expect(await heldTickets(bySms.id)).to.deep.equal([]);
      const again = await undoAllocation(deps(), { actor: nav, allocationId });
      expect(again).to.include({ revoked: 0 });
      expect(await issuePasses(deps(database.db, minutes(11)), { offerId })).to.equal(0);
    });

    it("undoAllocation is refused after the grace, after 'send now', and for another municipality's", async () => {
      for (const end of [
        (offerId: string) => issuePasses(deps(database.db, minutes(10)), { offerId }),
        async (offerId: string, allocationId: string) => {
          const early = deps();
          await sendNow(early, { actor: nav, allocationId });
          expect(early.enqueued).to.deep.equal([{ name: "issue-passes", payload: { offerId } }]);
          await issuePasses(early, { offerId });
        },
      ]) {
        const { offerId, allocationId } = await allocatedNow();
        await end(offerId, allocationId);
        const refusal = await refusalOf(undoAllocation(deps(), { actor: nav, allocationId }));
        expect(refusal.code).to.equal("illegal_state");
        expect(await statesOf(offerId)).to.deep.equal(["active", "active"]);
        const foreign = undoAllocation(deps(), { actor: elsewhere, allocationId });
        expect((await refusalOf(foreign)).code).to.equal("not_found");
      }
    });

    it("sendNow locks the tickets in the order of their serial numbers, as an undo does", async () => {
      const offer = await anOffer(database.db);
      const [lower, higher] = [`A${newSerialNumber().slice(1)}`, `B${newSerialNumber().slice(1)}`];
      const allocationId = await anAllocation(database.db);
      // The rows stand in the other order.
      for (const serialNumber of [higher, lower]) {
        const { id: recipientId } = await aRecipient(database.db);
        const ticket = { offer, allocationId, serialNumber, recipientId };
        await aPass(database.db, { ...ticket, state: "pending" });
      }
      await database
        .db("passes")
        .where({ offer_id: offer.id })
        .update({ held_until: minutes(10) });
      const undo = await database.db.transaction();
      const lock = (serialNumber: string) =>
        undo("passes").where({ serial_number: serialNumber }).forUpdate().noWait().pluck("state");
      await lock(lower);
      const sent = sendNow(deps(), { actor: nav, allocationId });
      await somethingWaits();
      expect(await lock(higher)).to.deep.equal(["pending"]);
      await undo.commit();
      await sent;
    });

    const somethingWaits = () =>
      eventually("a statement waits", async () => {
        const { rows } = await database.owner.raw<{ rows: unknown[] }>(
          `select from pg_stat_activity
           where datname = current_database() and wait_event_type = 'Lock'`,
        );
        return rows.length > 0;
      });

    it("undoAllocation that meets the issue of its tickets waits for it, and is refused", async () => {
      const { offerId, allocationId } = await allocatedNow();
      let undoing: Promise<{ code: string }> | undefined;
      await database.db.transaction(async (trx) => {
        await issuePending(trx, offerId, 500, minutes(10));
        undoing = refusalOf(undoAllocation(deps(), { actor: nav, allocationId }));
        await somethingWaits();
      });
      expect((await undoing)?.code).to.equal("illegal_state");
      expect(await statesOf(offerId)).to.deep.equal(["active", "active"]);
    });

    /** The tickets' states when their issue, by `pool`, meets an undo that is about to commit. */
    async function issueDuringUndo(pool: Pool) {
      const { offerId, allocationId } = await allocatedNow();
      let issuing: Promise<unknown> | undefined;
      await database.db.transaction(async (trx) => {
        await undoAllocation({ ...deps(), db: trx }, { actor: nav, allocationId });
        issuing = issuePasses(deps(pool, minutes(10)), { offerId });
        await Promise.race([issuing, somethingWaits()]);
      });
      await issuing;
      return statesOf(offerId);
    }

    it("the issue that meets an undo leaves its tickets revoked", async () => {
      expect(await issueDuringUndo(database.db)).to.deep.equal(["revoked", "revoked"]);
    });

    it("the issue that meets an undo would revive its tickets when its locks are off (negative control)", async () => {
      const unguarded = connectWithoutLocks(database.url);
      try {
        const revival = issueDuringUndo(unguarded).catch(String);
        expect(await revival).to.contain("cannot go from revoked to active");
      } finally {
        await unguarded.destroy();
      }
    });
  });

  describe("giveBack", () => {
    const heldBy = ({ recipientId, serialNumber }: BuiltPass) => ({
      holderId: recipientId,
      serialNumber,
    });

    it("giveBack returns the holder's ticket to the quota, once", async () => {
      const offer = await anOffer(database.db);
      const { serialNumber, recipientId } = await aPass(database.db, { offer });
      await giveBack(testDeps(database.db), { recipientId, serialNumber });
      await giveBack(testDeps(database.db), { recipientId, serialNumber });
      expect(await ticket(serialNumber)).to.deep.equal({
        state: "returned",
        version: 2,
        ended_at: testNow,
      });
      expect(await allocatedOf(offer.id)).to.equal(0);
    });

    it("giveBack lets another child have what was given back", async () => {
      const { db } = database;
      const offer = await anOffer(db, { quota: 1 });
      const { serialNumber, recipientId } = await aPass(db, { offer });
      await giveBack(testDeps(db), { recipientId, serialNumber });
      const { reference } = await aRecipient(db);
      const items = [{ recipient: reference, offerId: offer.id }];
      expect((await allocate(testDeps(db), { actor: nav, items })).allocated).to.equal(1);
    });

    const soon = () => testDeps(database.db, { now: new Date(testNow.getTime() + 600_000) });

    it("giveBack leaves the ticket as it is for ten minutes, and the quota too", async () => {
      const { db } = database;
      const offer = await anOffer(db);
      const pass = await aPass(db, { offer });
      await requestReturn(testDeps(db), heldBy(pass));
      await returnDuePasses(testDeps(db, { now: new Date(testNow.getTime() + 599_999) }));
      expect(await ticket(pass.serialNumber)).to.deep.include({ state: "active", version: 1 });
      expect(await allocatedOf(offer.id)).to.equal(1);
      await returnDuePasses(soon());
      expect((await ticket(pass.serialNumber)).state).to.equal("returned");
      expect(await allocatedOf(offer.id)).to.equal(0);
    });

    it("giveBack keeps a ticket that was taken again, used or fetched in the ten minutes", async () => {
      const { db } = database;
      const keep: Record<string, (pass: BuiltPass, offer: Offer) => Promise<unknown>> = {
        "taken again": (pass) => undoReturn(testDeps(db), heldBy(pass)),
        used: ({ serialNumber }) =>
          db("passes").where({ serial_number: serialNumber }).update({ uses_left: 9 }),
        "used without a limit": async ({ serialNumber }, offer) => {
          const door = await aDoor(db, offer.providerId);
          await redeem(testDeps(db), aScan(door, barcodeOf(serialNumber, offer)));
        },
        fetched: ({ serialNumber }) =>
          db.transaction((trx) => markFetched(trx, [serialNumber], testNow)),
      };
      for (const [how, kept] of Object.entries(keep)) {
        const uses = how === "used without a limit" ? null : 10;
        const offer = await anOffer(db, { uses });
        const pass = await aPass(db, { offer });
        await requestReturn(testDeps(db), heldBy(pass));
        await kept(pass, offer);
        await returnDuePasses(soon());
        expect((await ticket(pass.serialNumber)).state, how).to.equal("active");
      }
    });

    it("giveBack is refused an undo once the ticket is returned, and forgets when it was to be", async () => {
      const { db } = database;
      const pass = await aPass(db);
      await giveBack(testDeps(db), pass);
      expect((await refusalOf(undoReturn(testDeps(db), heldBy(pass)))).code).to.equal(
        "illegal_state",
      );
      const { id: recipientId } = await aRecipient(db);
      const refusal = await refusalOf(undoReturn(testDeps(db), heldBy({ ...pass, recipientId })));
      expect(refusal.code).to.equal("not_found");
      const row = await db("passes")
        .where({ serial_number: pass.serialNumber })
        .first<{ return_at: Date | null }>("return_at");
      expect(row).to.deep.equal({ return_at: null });
    });

    /** How many of twenty tickets are returned although their holders were told that they keep them. */
    async function takenAgainAtOnce(pool: Pool): Promise<number> {
      const { db } = database;
      const offer = await anOffer(db, { quota: 500 });
      const passes = [];
      for (let n = 0; n < 20; n += 1) passes.push(await aPass(db, { offer }));
      for (const pass of passes) await requestReturn(testDeps(db), heldBy(pass));
      const later = { now: new Date(testNow.getTime() + 600_000) };
      const [, ...undone] = await Promise.allSettled([
        returnDuePasses(testDeps(pool, later)),
        ...passes.map((pass) => undoReturn(testDeps(pool, later), heldBy(pass))),
      ]);
      const states = await Promise.all(
        passes.map(async ({ serialNumber }) => (await ticket(serialNumber)).state),
      );
      const live = states.filter((state) => state === "active").length;
      expect(await allocatedOf(offer.id)).to.equal(live);
      return undone.filter(
        ({ status }, index) => status === "fulfilled" && states[index] === "returned",
      ).length;
    }

    it("giveBack never returns a ticket whose holder was told that it is kept", async () => {
      expect(await takenAgainAtOnce(database.db)).to.equal(0);
    });

    it("giveBack returns such tickets when its locks are off (negative control)", async () => {
      const unguarded = connectWithoutLocks(database.url);
      try {
        let wrong = 0;
        for (let n = 0; n < 10 && wrong === 0; n += 1) wrong = await takenAgainAtOnce(unguarded);
        expect(wrong).to.be.greaterThan(0);
      } finally {
        await unguarded.destroy();
      }
    });

    it("giveBack is not for someone else's ticket, nor for one that has ended otherwise", async () => {
      const { serialNumber, recipientId } = await aPass(database.db, { state: "used" });
      const { id: stranger } = await aRecipient(database.db);
      const deps = testDeps(database.db);
      for (const { who, code } of [
        { who: stranger, code: "not_found" },
        { who: recipientId, code: "illegal_state" },
      ]) {
        const refusal = await refusalOf(giveBack(deps, { recipientId: who, serialNumber }));
        expect(refusal.code).to.equal(code);
      }
    });
  });

  describe("lapseUnclaimed", () => {
    const yesterday = new Date(testNow.getTime() - 24 * 60 * 60_000);

    it("lapseUnclaimed ends what nobody fetched in time and returns it to the quota", async () => {
      const { db } = database;
      const offer = await anOffer(db);
      const late = await aPass(db, { offer, claimUntil: yesterday });
      const justNow = await aPass(db, { offer, claimUntil: testNow, state: "pending" });
      const kept = [
        await aPass(db, { offer, claimUntil: yesterday, fetchedAt: yesterday }),
        await aPass(db, { offer, claimUntil: new Date(testNow.getTime() + 1) }),
        await aPass(db, { offer }),
      ];
      expect(await lapseUnclaimedPasses(testDeps(db))).to.equal(2);
      for (const { serialNumber } of [late, justNow]) {
        expect((await ticket(serialNumber)).state).to.equal("lapsed");
      }
      for (const { serialNumber } of kept) {
        expect((await ticket(serialNumber)).state).to.equal("active");
      }
      expect(await allocatedOf(offer.id)).to.equal(3);
      expect(await lapseUnclaimedPasses(testDeps(db))).to.equal(0);
    });

    it("lapseUnclaimed returns each ticket once when several workers run at once", async () => {
      const { db } = database;
      const offer = await anOffer(db, { claimWithinDays: 1, quota: 700 });
      await allocate(testDeps(db), {
        actor: nav,
        items: (await aCrowd(db, 700)).map((recipient) => ({ recipient, offerId: offer.id })),
      });
      const later = new Date("2027-01-18T10:00:00Z");
      await Promise.all(
        Array.from({ length: 4 }, () => lapseUnclaimedPasses(testDeps(db, { now: later }))),
      );
      expect(await allocatedOf(offer.id)).to.equal(0);
    });
  });

  describe("expireDue", () => {
    it("expireDue ends the tickets of an offer that is over, and returns none to the quota", async () => {
      const { db } = database;
      const validity = { from: new Date("2026-10-01T00:00Z"), until: testNow };
      const over = await anOffer(db, { validity });
      const going = await anOffer(db, {
        validity: { ...validity, until: new Date(testNow.getTime() + 1) },
      });
      const ended = [
        await aPass(db, { offer: over }),
        await aPass(db, { offer: over, state: "pending" }),
      ];
      const used = await aPass(db, { offer: over, state: "used" });
      const alive = await aPass(db, { offer: going });
      expect(await expirePasses(testDeps(db))).to.equal(2);
      for (const { serialNumber } of ended) {
        expect(await ticket(serialNumber)).to.include({ state: "expired" });
      }
      expect((await ticket(used.serialNumber)).state).to.equal("used");
      expect((await ticket(alive.serialNumber)).state).to.equal("active");
      expect(await allocatedOf(over.id)).to.equal(3);
      expect(await expirePasses(testDeps(db))).to.equal(0);
    });

    /** What a ticket is when its offer's end is moved while the job is under way. */
    const whileEndMoves = async (db: Pool) => {
      const validity = { from: new Date("2026-10-01T00:00Z"), until: testNow };
      const offer = await anOffer(database.db, { validity });
      const { serialNumber } = await aPass(database.db, { offer });
      const move = await database.db.transaction();
      await move("offers")
        .where({ id: offer.id })
        .update({ valid_until: new Date(testNow.getTime() + 86_400_000) });
      // As a change of the terms does, which the ticket shows.
      await move("passes").where({ serial_number: serialNumber }).increment("content_version", 1);
      const expiring = expirePasses(testDeps(db));
      await waitForLock(database.owner);
      await move.commit();
      await expiring;
      return (await ticket(serialNumber)).state;
    };

    it("expireDue leaves a ticket whose offer's end was moved meanwhile", async () => {
      expect(await whileEndMoves(database.db)).to.equal("active");
    });

    it("expireDue ends it where it does not look again behind the lock (negative control)", async () => {
      const heedless = connectRewriting(database.url, (sql) =>
        sql.replace("offers.id = offer_id and valid_until", "offers.id = offer_id or valid_until"),
      );
      try {
        expect(await whileEndMoves(heedless)).to.equal("expired");
      } finally {
        await heedless.destroy();
      }
    });

    it("expireDue ends more than one chunk, each ticket once, also when several workers run", async () => {
      const { db } = database;
      const offer = await anOffer(db, { quota: 1000 });
      await allocate(testDeps(db), {
        actor: nav,
        items: (await aCrowd(db, 1000)).map((recipient) => ({ recipient, offerId: offer.id })),
      });
      const deps = testDeps(db, { now: offer.validity.until });
      const counts = await Promise.all(Array.from({ length: 3 }, () => expirePasses(deps)));
      expect(counts.reduce((sum, count) => sum + count, 0)).to.be.at.least(1000);
      const left = await db("passes").where({ offer_id: offer.id }).whereNot({ state: "expired" });
      expect(left).to.deep.equal([]);
    });

    describe("at the same moment as a ticket is revoked", () => {
      /** Revokes the last of three tickets that are over, while `expire` waits for it. */
      async function meanwhile(
        expire: () => Promise<unknown>,
      ): Promise<PromiseSettledResult<unknown>[]> {
        const { db, owner } = database;
        const over = { from: new Date("2026-10-01T00:00Z"), until: testNow };
        const offer = await anOffer(db, { validity: over });
        const serials: string[] = [];
        for (let i = 0; i < 3; i += 1) serials.push((await aPass(db, { offer })).serialNumber);
        serials.sort();
        let expiring: Promise<PromiseSettledResult<unknown>[]> | undefined;
        const revoking = db.transaction(async (trx) => {
          await lockLivePasses(trx, serials.slice(0, 1));
          expiring = Promise.allSettled([expire()]);
          await eventually("the expiry waits", async () => {
            const { rows } = await owner.raw<{ rows: unknown[] }>(
              `select from pg_stat_activity
               where datname = current_database() and wait_event_type = 'Lock'`,
            );
            return rows.length > 0;
          });
          await lockLivePasses(trx, serials);
          await endPasses(trx, serials, "revoked", testNow);
        });
        return [...(await Promise.allSettled([revoking])), ...((await expiring) ?? [])];
      }

      it("expireDue beside a revocation waits its turn, and both are done", async () => {
        const outcomes = await meanwhile(() => expirePasses(testDeps(database.db)));
        expect(outcomes.map(({ status }) => status)).to.deep.equal(["fulfilled", "fulfilled"]);
      });

      it("expireDue beside a revocation deadlocks when it locks in another order (negative control)", async () => {
        const outcomes = await meanwhile(async () => {
          await database.db.transaction(async (trx) => {
            await trx.raw(
              `with due as (
                 select serial_number from passes where state = 'active'
                 order by serial_number desc for no key update)
               update passes set state = 'expired', ended_at = now()
               from due where passes.serial_number = due.serial_number`,
            );
          });
        });
        expect(outcomes.map(({ status }) => status)).to.include("rejected");
      });
    });
  });

  it("revoking, giving back, allocating and lapsing at once keep the count right and never deadlock", async () => {
    const { db } = database;
    const offers = [await anOffer(db, { quota: 500 }), await anOffer(db, { quota: 500 })];
    const passes = [];
    for (let i = 0; i < 60; i += 1) {
      const offer = offers[i % 2];
      if (offer) passes.push(await aPass(db, { offer, claimUntil: testNow }));
    }
    const newcomers = await aCrowd(db, 30);
    const outcomes = await Promise.allSettled([
      ...passes
        .slice(0, 20)
        .map(({ serialNumber }) => revokePass(testDeps(db), { actor: nav, serialNumber, reason })),
      ...passes
        .slice(20, 40)
        .map(({ serialNumber, recipientId }) =>
          giveBack(testDeps(db), { serialNumber, recipientId }),
        ),
      ...newcomers.map((recipient) =>
        allocate(testDeps(db), {
          actor: nav,
          items: offers.map(({ id }) => ({ recipient, offerId: id })),
        }),
      ),
      lapseUnclaimedPasses(testDeps(db)),
    ]);
    const broken = outcomes.flatMap((each) =>
      each.status === "rejected" && (each.reason as { code?: string }).code !== "illegal_state"
        ? [each.reason as unknown]
        : [],
    );
    expect(broken).to.deep.equal([]);
    const { rows } = await db.raw<{ rows: { allocated: number; live: number }[] }>(
      `select allocated, (
         select count(*)::int from passes
         where offer_id = offers.id and state in ('pending', 'active')) as live
       from offers where id = any(?::uuid[])`,
      [offers.map(({ id }) => id)],
    );
    for (const { allocated, live } of rows) expect(allocated).to.equal(live);
    expect(rows.map(({ live }) => live)).to.deep.equal([30, 30]);
  });
});
