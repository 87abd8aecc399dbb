import { expect } from "chai";
import type { Actor } from "../../../src/actions/deps.ts";
import { anonymiseEndedPasses } from "../../../src/actions/passes/anonymise-ended-passes.ts";
import { renewClaimLink } from "../../../src/actions/recipients/renew-claim-link.ts";
import { notifyRecipient } from "../../../src/actions/recipients/notify-recipient.ts";
import { getClaimedTickets } from "../../../src/actions/access/get-claimed-tickets.ts";
import { removeRecipient } from "../../../src/actions/recipients/remove-recipient.ts";
import { removeIdleRecipients } from "../../../src/actions/recipients/remove-idle-recipients.ts";
import { updateRecipient } from "../../../src/actions/recipients/update-recipient.ts";
import { upsertRecipient } from "../../../src/actions/recipients/upsert-recipient.ts";
import { insertPasses } from "../../../src/db/passes/pass-issuing.ts";
import { findPass } from "../../../src/db/passes/passes.ts";
import { dayInOslo } from "../../../src/domain/period.ts";
import {
  aMunicipality,
  anAllocation,
  anOffer,
  aPass,
  aRecipient,
  drawingAgain,
  testNow,
} from "../../support/builders.ts";
import { useDatabase } from "../../support/database.ts";
import { refusalOf } from "../../support/refusal-of.ts";
import { testDeps, type TestDeps } from "../../support/test-deps.ts";
import { waitForLock } from "../../support/wait-for-lock.ts";
import { connectWithoutLocks } from "../../support/without-locks.ts";

const actor: Actor = { role: "nav", id: "officer", municipalities: ["5025"] };
const day = 24 * 60 * 60_000;
const daysAgo = (days: number) => new Date(testNow.getTime() - days * day);
const newSerialNumber = () =>
  Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString("base64url");

describe("forgetting", () => {
  const database = useDatabase();
  let deps: TestDeps;

  beforeEach(() => {
    deps = testDeps(database.db);
  });

  const links = (serialNumber: string) =>
    database
      .db("passes")
      .where({ serial_number: serialNumber })
      .first<Record<string, unknown>>("recipient_id", "message_id", "erased_at");

  const forgotten = { recipient_id: null, message_id: null, erased_at: testNow };

  describe("the link between child and ticket", () => {
    it("the link between child and ticket ends 60 days after the ticket, with the way over the message", async () => {
      const { serialNumber, recipientId } = await aPass(database.db);
      await notifyRecipient(deps, { recipientId });
      await database
        .db("passes")
        .where({ serial_number: serialNumber })
        .update({ state: "expired", ended_at: daysAgo(60) });
      expect(await anonymiseEndedPasses(deps)).to.equal(1);
      expect(await links(serialNumber)).to.deep.equal(forgotten);
      expect((await findPass(database.db, serialNumber))?.erased).to.equal(true);
      expect(await anonymiseEndedPasses(deps)).to.equal(0);
    });

    it("the link between child and ticket ends 60 days after the offer's end where the ticket was used before", async () => {
      // Its absence would tell NAV of the use.
      for (const [validUntil, anonymised] of [
        [new Date(daysAgo(60).getTime() + 1), 0],
        [daysAgo(60), 1],
      ] as const) {
        const validity = { from: daysAgo(200), until: validUntil };
        const offer = await anOffer(database.db, { validity });
        await aPass(database.db, { offer, state: "used", endedAt: daysAgo(90) });
        expect(await anonymiseEndedPasses(deps)).to.equal(anonymised);
      }
    });

    it("raises the ticket's version, so that phones fetch the one without personal content", async () => {
      const { serialNumber } = await aPass(database.db, { state: "expired", endedAt: daysAgo(61) });
      await anonymiseEndedPasses(deps);
      expect((await findPass(database.db, serialNumber))?.version).to.equal(2);
    });

    it("the link between child and ticket stays until then, and as long as the ticket lives", async () => {
      const recent = await aPass(database.db, {
        state: "revoked",
        endedAt: new Date(daysAgo(60).getTime() + 1),
      });
      const live = await aPass(database.db, { createdAt: daysAgo(100) });
      expect(await anonymiseEndedPasses(deps)).to.equal(0);
      for (const { serialNumber, recipientId } of [recent, live]) {
        expect(await links(serialNumber)).to.include({
          recipient_id: recipientId,
          erased_at: null,
        });
      }
    });

    it("the link between child and ticket ends for more tickets than one chunk holds", async () => {
      const { offerId, recipientId, allocationId } = await aPass(database.db);
      await drawingAgain(() =>
        database.db.raw(
          `insert into passes (serial_number, allocation_id, offer_id, recipient_id, state, content_version,
             last_modified, created_at, ended_at)
           select lpad(n::text, 22, 'x'), ?, ?, ?, 'expired', 1, '2026-01-01', '2026-01-01', '2026-02-01'
           from generate_series(1, 1100) as n`,
          [allocationId, offerId, recipientId],
        ),
      );
      const [one, two] = await Promise.all([
        anonymiseEndedPasses(deps),
        anonymiseEndedPasses(deps),
      ]);
      expect(one + two).to.equal(1100);
    });
  });

  describe("a recipient", () => {
    it("forgetting a recipient revokes what is out, returns it to the quota, and deletes everything personal", async () => {
      const { recipient } = await upsertRecipient(deps, {
        actor,
        reference: "SAK-1",
        household: "HUS-1",
        birthYear: 2015,
        municipality: (await aRecipient(database.db)).municipality,
        language: "nb",
        phone: "400 00 001",
        delivery: "sms",
      });
      const { id: recipientId, reference } = recipient;
      const offer = await anOffer(database.db);
      const live = await aPass(database.db, { offer, recipientId });
      const used = await aPass(database.db, { recipientId, state: "used" });
      await notifyRecipient(deps, { recipientId });
      const { url } = await renewClaimLink(deps, { actor, reference });
      const personal = new Map<string, string[]>();
      for (const table of ["claim_links", "messages"]) {
        const its = database.db(table).where({ recipient_id: recipientId });
        personal.set(table, await its.pluck<string[]>("id"));
      }

      await removeRecipient(deps, { actor, reference });

      expect((await findPass(database.db, live.serialNumber))?.state).to.equal("revoked");
      expect((await findPass(database.db, used.serialNumber))?.state).to.equal("used");
      for (const { serialNumber } of [live, used]) {
        expect(await links(serialNumber)).to.deep.equal(forgotten);
      }
      const left = await database.db("offers").where({ id: offer.id }).first<object>("allocated");
      expect(left).to.deep.equal({ allocated: 0 });
      expect(await getClaimedTickets(deps, { token: url.split("/t/")[1] ?? "" })).to.equal(
        undefined,
      );
      for (const [table, ids] of personal) {
        expect(ids, table).to.not.be.empty;
        expect(await database.db(table).whereIn("id", ids), table).to.deep.equal([]);
      }
      expect(await database.db("households")).to.deep.equal([]);
      const again = await refusalOf(removeRecipient(deps, { actor, reference }));
      expect(again.code).to.equal("not_found");
    });

    it("forgetting a recipient leaves the household to those who remain in it", async () => {
      const input = { actor, household: "HUS-2", birthYear: 2015, municipality: "5025" } as const;
      const rest = { language: "nb", delivery: "none" } as const;
      for (const reference of ["SAK-2a", "SAK-2b"]) {
        await upsertRecipient(deps, { ...input, ...rest, reference });
      }
      await removeRecipient(deps, { actor, reference: "SAK-2a" });
      expect(await database.db("households")).to.have.length(1);
    });

    it("forgetting a recipient is not another municipality's to forget", async () => {
      const { reference } = await aRecipient(database.db);
      const other: Actor = { role: "nav", id: "other", municipalities: ["5026"] };
      const refusal = await refusalOf(removeRecipient(deps, { actor: other, reference }));
      expect(refusal.code).to.equal("not_found");
    });

    it("forgetting a recipient is forgotten while it is being told of its tickets: neither waits for ever", async () => {
      const failing = {
        ...deps,
        messages: { send: () => Promise.reject(new Error("no coverage")) },
      };
      for (let round = 0; round < 15; round++) {
        deps.clock.set(testNow);
        const { id: recipientId, reference } = await aRecipient(database.db);
        const { serialNumber } = await aPass(database.db, { recipientId });
        await notifyRecipient(failing, { recipientId });
        const ended = { state: "revoked", ended_at: testNow };
        await database.db("passes").where({ serial_number: serialNumber }).update(ended);
        await aPass(database.db, { recipientId });
        deps.clock.set(new Date(testNow.getTime() + 60_000));
        await Promise.all([
          notifyRecipient(deps, { recipientId }),
          removeRecipient(deps, { actor, reference }),
          notifyRecipient(deps, { recipientId }),
        ]);
        expect(await database.db("recipients").where({ id: recipientId })).to.deep.equal([]);
      }
    });

    /** Allocates to a recipient that is being removed, and counts live tickets that are left without one. */
    const orphansOfARace = async (within: TestDeps) => {
      const { id: recipientId, reference } = await aRecipient(database.db);
      const offer = await anOffer(database.db);
      const allocationId = await anAllocation(database.db);
      const ticket = { serialNumber: newSerialNumber(), offerId: offer.id, recipientId };
      const allocate = database.db.transaction(async (trx) => {
        await insertPasses(
          trx,
          allocationId,
          [{ ...ticket, municipality: "5025", claimUntil: null, tokenKeyId: "test" }],
          { at: testNow, graceMinutes: 0 },
        );
        await trx("offers").where({ id: offer.id }).increment("allocated", 1);
        await trx.raw("select pg_sleep(0.02)");
      });
      await Promise.allSettled([allocate, removeRecipient(within, { actor, reference })]);
      const orphans = await database
        .db("passes")
        .whereIn("state", ["pending", "active"])
        .where({ offer_id: offer.id, recipient_id: null });
      return orphans.length;
    };

    it("forgetting a recipient leaves no live ticket without a recipient when one is allocated at the same moment", async () => {
      for (let round = 0; round < 15; round++) expect(await orphansOfARace(deps)).to.equal(0);
    });

    it("(negative control) leaves some when the recipient is not locked", async () => {
      const unlocked = connectWithoutLocks(database.url);
      try {
        let most = 0;
        for (let round = 0; round < 40 && most === 0; round++) {
          most = await orphansOfARace({ ...deps, db: unlocked });
        }
        expect(most).to.be.greaterThan(0);
      } finally {
        await unlocked.destroy();
      }
    });
  });

  describe("a recipient who is not in use any more", () => {
    const keptFor = 100;
    const isThere = async (id: string) =>
      (await database.db("recipients").where({ id })).length === 1;
    const notInUseFor = (id: string, days: number) =>
      database
        .owner("recipients")
        .where({ id })
        .update({ in_use_on: dayInOslo(daysAgo(days)) });

    beforeEach(async () => {
      await aMunicipality(database.db, "5026");
      await database.owner("municipalities").update({
        recipient_retention_days: database.owner.raw("case number when '5025' then ?::int end", [
          keptFor,
        ]),
      });
    });

    it("a recipient without tickets is removed once the municipality's retention is over, with claim link, messages and refusals, and audited", async () => {
      const { id } = await aRecipient(database.db);
      const allocationId = await anAllocation(database.db);
      const refusals = JSON.stringify([{ recipientId: id, offerId: id, reason: "sold_out" }]);
      await database.db("allocations").where({ id: allocationId }).update({ refusals, refused: 1 });
      await database.db("messages").insert({ recipient_id: id, channel: "sms" });
      await notInUseFor(id, keptFor - 1);
      expect(await removeIdleRecipients(deps)).to.equal(0);
      await notInUseFor(id, keptFor);
      expect(await removeIdleRecipients(deps)).to.equal(1);
      expect(await isThere(id)).to.equal(false);
      const [allocation] = (await database
        .db("allocations")
        .where({ id: allocationId })) as unknown[];
      expect(allocation).to.deep.include({ refusals: [], refused: 1 });
      const event = { action: "recipient.expired", subject: id, actor: "system" };
      expect(await database.db("audit_events").where(event)).to.have.length(1);
    });

    it("a recipient stays where its municipality has set no retention, and where a draw with it is under way", async () => {
      const { id } = await aRecipient(database.db, { municipality: "5026" });
      const drawn = await aRecipient(database.db);
      const offer = await anOffer(database.db);
      const draw = { id: crypto.randomUUID(), municipality_number: "5025", offer_id: offer.id };
      await database.db("draws").insert({
        ...{ ...draw, commitment: Buffer.alloc(32), created_by: "test", created_at: testNow },
      });
      await database.db("draw_children").insert({
        ...{ draw_id: draw.id, row_id: "0".repeat(64), recipient_id: drawn.id },
      });
      for (const each of [id, drawn.id]) await notInUseFor(each, 4_000);
      expect(await removeIdleRecipients(deps)).to.equal(0);
      await database.owner("draw_children").where({ draw_id: draw.id }).delete();
      expect(await removeIdleRecipients(deps)).to.equal(1);
      expect(await isThere(id)).to.equal(true);
    });

    it("a recipient is in use while a ticket leads to it, live or ended, and after every change", async () => {
      const { id: recipientId, reference } = await aRecipient(database.db);
      const { serialNumber } = await aPass(database.db, { recipientId, state: "expired" });
      await notInUseFor(recipientId, 4_000);
      expect(await removeIdleRecipients(deps)).to.equal(0);
      await database
        .owner("passes")
        .where({ serial_number: serialNumber })
        .update({ ended_at: daysAgo(60) });
      await anonymiseEndedPasses(deps);
      expect(await removeIdleRecipients(deps), "counts from the night before").to.equal(0);
      await notInUseFor(recipientId, 4_000);
      deps.clock.set(new Date());
      await updateRecipient(deps, { actor, reference, label: "Ny" });
      expect(await removeIdleRecipients(deps)).to.equal(0);
      deps.clock.set(testNow);
    });

    it("a recipient stays that gets a ticket while it is being removed", async () => {
      const { id: recipientId } = await aRecipient(database.db);
      await notInUseFor(recipientId, keptFor);
      const offer = await anOffer(database.db);
      const allocationId = await anAllocation(database.db);
      const trx = await database.db.transaction();
      const ticket = { serialNumber: newSerialNumber(), offerId: offer.id, recipientId };
      const its = { ...ticket, municipality: "5025", claimUntil: null, tokenKeyId: "test" };
      await insertPasses(trx, allocationId, [its], { at: testNow, graceMinutes: 0 });
      const removed = removeIdleRecipients(deps);
      await waitForLock(database.owner);
      await trx.commit();
      expect(await removed).to.equal(0);
      expect(await isThere(recipientId)).to.equal(true);
    });
  });
});
