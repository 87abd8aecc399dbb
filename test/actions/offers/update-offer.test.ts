import { randomUUID } from "node:crypto";
import { expect } from "chai";
import { newSerialNumber } from "../../../src/actions/new-serial-number.ts";
import { updateOffer } from "../../../src/actions/offers/update-offer.ts";
import type { Actor } from "../../../src/actions/deps.ts";
import type { Pool } from "../../../src/db/connect.ts";
import { recordUse } from "../../../src/db/door/record-use.ts";
import type { AppError } from "../../../src/errors.ts";
import type { OfferChanges } from "../../../src/domain/offers/offer-input.ts";
import type { Offer, OfferState } from "../../../src/domain/offers/offer.ts";
import { findOffer, lockOffers } from "../../../src/db/offers/offers.ts";
import { insertPasses } from "../../../src/db/passes/pass-issuing.ts";
import {
  anAllocation,
  anOffer,
  aPass,
  aRecipient,
  aTemplate,
  testNow,
} from "../../support/builders.ts";
import { approveChange, changeApproved } from "../../support/approved-change.ts";
import { useDatabase } from "../../support/database.ts";
import { eventually } from "../../support/eventually.ts";
import { refusalOf } from "../../support/refusal-of.ts";
import { aDoor } from "../../support/scans.ts";
import { testDeps } from "../../support/test-deps.ts";
import { connectWithoutLocks } from "../../support/without-locks.ts";

describe("changing an offer", () => {
  const database = useDatabase();

  const update = ({ id, providerId }: Offer, changes: OfferChanges) => {
    const actor: Actor = { role: "provider", id: "key", providerId };
    return updateOffer(testDeps(database.db), { actor, offerId: id, changes });
  };
  const change = async (offer: Offer, changes: OfferChanges) => {
    const result = await update(offer, changes);
    if (result.outcome !== "updated") throw new Error(result.outcome);
    return result.offer;
  };

  for (const state of ["draft", "returned"] as const) {
    it(`updating an offer changes everything while it is ${state}`, async () => {
      const offer = await anOffer(database.db, { state, description: { nb: "Gammel" } });
      const template = await aTemplate(database.db, { providerId: offer.providerId });
      const changed = await change(offer, {
        templateId: template.id,
        title: { nb: "Sesongkort" },
        description: null,
        quota: 7,
        validFrom: "2026-12-01",
        validUntil: "2027-04-30",
        ageFrom: 6,
        uses: null,
        usesPerDay: 2,
        weekdays: [6, 7],
        blackout: [["2027-03-25", "2027-03-29"]],
      });
      expect(changed).to.deep.include({
        state,
        templateId: template.id,
        title: { nb: "Sesongkort" },
        description: undefined,
        quota: 7,
        validity: {
          from: new Date("2026-12-01T00:00:00+01:00"),
          until: new Date("2027-05-01T00:00:00+02:00"),
        },
        uses: null,
        weekdays: [6, 7],
      });
      expect(await findOffer(database.db, offer.id)).to.deep.equal(changed);
    });
  }

  for (const state of ["submitted", "closed"] as const) {
    it(`updating an offer changes nothing while it is ${state}`, async () => {
      const offer = await anOffer(database.db, { state });
      const refusal = await refusalOf(change(offer, { quota: 5 }));
      expect(refusal.code).to.equal("illegal_state");
    });
  }

  for (const state of ["open", "paused"] satisfies OfferState[]) {
    it(`updating an offer shows an approved title on every live ticket while it is ${state}, each a version on`, async () => {
      const { db } = database;
      const offer = await anOffer(db, { state });
      for (const each of ["pending", "active", "used"] as const) {
        await aPass(db, { offer, state: each });
      }
      const changed = await changeApproved(testDeps(db), offer, { title: { nb: "Heisbillett" } });
      expect(changed.contentVersion).to.equal(2);
      const passes = await db("passes")
        .where({ offer_id: offer.id })
        .orderBy("state")
        .select("state", "content_version", "version");
      expect(passes).to.deep.equal([
        { state: "active", content_version: 2, version: 2 },
        { state: "pending", content_version: 2, version: 1 },
        { state: "used", content_version: 1, version: 1 },
      ]);
    });

    it(`updating an offer lets only what takes nothing from anyone change while it is ${state}`, async () => {
      const offer = await anOffer(database.db, { state });
      const refusal = await refusalOf(
        change(offer, { validUntil: "2027-01-31", companions: 3, quota: 200 }),
      );
      expect(refusal.code).to.equal("illegal_state");
      expect(refusal.errors.map(({ path }) => path)).to.have.members(["validUntil", "companions"]);
      expect((await findOffer(database.db, offer.id))?.quota).to.equal(100);
    });
  }

  it("owes the wallets nothing when no ticket looks different", async () => {
    const { db } = database;
    const offer = await anOffer(db);
    const { serialNumber } = await aPass(db, { offer });
    expect(await change(offer, { quota: 50, title: offer.title })).to.include({
      contentVersion: 1,
    });
    const pass = await db("passes")
      .where({ serial_number: serialNumber })
      .first<{ version: number }>("version");
    expect(pass.version).to.equal(1);
  });

  it("updating an offer lowers the quota to what is out but not below, and says what is possible", async () => {
    const offer = await anOffer(database.db);
    for (let i = 0; i < 3; i += 1) await aPass(database.db, { offer });
    expect(await update(offer, { quota: 2 })).to.deep.equal({
      outcome: "quota_below_allocated",
      lowestPossible: 3,
    });
    expect((await findOffer(database.db, offer.id))?.quota).to.equal(offer.quota);
    expect((await change(offer, { quota: 3 })).quota).to.equal(3);
  });

  it("updating an offer extends the end, and the tickets with it", async () => {
    const offer = await anOffer(database.db);
    const changed = await change(offer, { validUntil: "2027-08-15" });
    expect(changed.validity.until).to.deep.equal(new Date("2027-08-16T00:00:00+02:00"));
    expect(changed.contentVersion).to.equal(2);
  });

  it("a later end gives tickets that had to be fetched by the earlier one the days that the offer gives", async () => {
    const offer = await anOffer(database.db, { claimWithinDays: 365 });
    const { until } = offer.validity;
    const kept = new Date(testNow.getTime() + 86_400_000);
    const capped = await aPass(database.db, { offer, claimUntil: until });
    const shorter = await aPass(database.db, { offer, claimUntil: kept });
    const fetched = await aPass(database.db, { offer, claimUntil: until, fetchedAt: testNow });
    await change(offer, { validUntil: "2027-08-15" });
    const deadlineOf = async ({ serialNumber }: { serialNumber: string }) =>
      (
        await database
          .db("passes")
          .where({ serial_number: serialNumber })
          .first<{ claim_until: Date }>("claim_until")
      ).claim_until;
    expect(await deadlineOf(capped)).to.deep.equal(new Date("2027-08-16T00:00:00+02:00"));
    expect(await deadlineOf(shorter)).to.deep.equal(kept);
    expect(await deadlineOf(fetched)).to.deep.equal(until);
  });

  it("illegal_state for a later end once the offer is over, whose tickets have ended", async () => {
    const offer = await anOffer(database.db);
    const deps = testDeps(database.db, { now: offer.validity.until });
    const actor: Actor = { role: "provider", id: "key", providerId: offer.providerId };
    const changes = { validUntil: "2027-08-15" };
    const refusal = await refusalOf(updateOffer(deps, { actor, offerId: offer.id, changes }));
    expect([refusal.code, refusal.errors]).to.deep.equal([
      "illegal_state",
      [
        {
          path: "validUntil",
          code: "frozen",
          message: "cannot change once the offer is over: its tickets have ended",
        },
      ],
    ]);
  });

  it("updating an offer refuses a text that tells why the holder has the ticket, by its path", async () => {
    const offer = await anOffer(database.db);
    const refusal = await refusalOf(
      change(offer, { title: { nb: "Dagskort" }, description: { nb: "Delt ut av NAV" } }),
    );
    expect(refusal.code).to.equal("revealing_text");
    expect(refusal.errors.map(({ path }) => path)).to.deep.equal(["description.nb"]);
  });

  it("updating an offer names each fault by its path", async () => {
    const offer = await anOffer(database.db, { state: "draft" });
    const foreign = await aTemplate(database.db, {
      providerId: (await anOffer(database.db)).providerId,
    });
    const refusal = await refusalOf(
      change(offer, {
        templateId: foreign.id,
        ageFrom: 17,
        municipalities: ["5025", "9999"],
      }),
    );
    expect(refusal.code).to.equal("validation_failed");
    expect(refusal.errors.map(({ path }) => path)).to.have.members([
      "templateId",
      "ageTo",
      "municipalities[1]",
    ]);
  });

  it("updating an offer is not for another provider, who learns nothing of it", async () => {
    const offer = await anOffer(database.db);
    const other = await anOffer(database.db);
    const refusal = await refusalOf(
      change({ ...offer, providerId: other.providerId }, { quota: 5 }),
    );
    expect(refusal.code).to.equal("not_found");
  });

  describe("its refund, once approved", () => {
    const refund = { refundPerAdmissionOre: 9000 };

    const onSale = () => anOffer(database.db, { refundPerAdmissionOre: 12_000 });
    const approve = (offer: Offer) => approveChange(testDeps(database.db), offer);

    it("waits unchanged while another term changes at once, and together with one that waits as well", async () => {
      const offer = await onSale();
      const { pendingChange: first } = await change(offer, refund);
      const moved = await change(offer, { place: { name: "Hallen", address: "Veien 1" } });
      expect(moved.place?.name).to.equal("Hallen");
      expect(moved.pendingChange).to.deep.equal(first);
      const both = await change(offer, { title: { nb: "Kveldskort" } });
      expect(both.pendingChange?.terms).to.deep.equal({ ...refund, title: { nb: "Kveldskort" } });
      const approved = await approve(offer);
      expect(approved).to.deep.include({ ...refund, title: { nb: "Kveldskort" } });
    });

    it("holds other terms up once a ticket was allocated, until it is as agreed again", async () => {
      const offer = await onSale();
      await change(offer, refund);
      await aPass(database.db, { offer });
      const moved = await change(offer, { place: { name: "Hallen", address: "Veien 1" } });
      expect(moved.pendingChange?.terms).to.deep.equal(refund);
      const title = { nb: "Kveldskort" };
      const refusal = await refusalOf(change(offer, { title }));
      expect(refusal.code).to.equal("illegal_state");
      expect(refusal.errors.map(({ path }) => path)).to.deep.equal(["refund.ore"]);
      const mended = await change(offer, { title, refundPerAdmissionOre: 12_000 });
      expect(mended.pendingChange?.terms).to.deep.equal({ title });
      expect((await approve(offer)).title).to.deep.equal(title);
    });

    it("is refused alike before and after its ticket was used, by the request and by the approval", async () => {
      const offer = await onSale();
      await change(offer, refund);
      const { serialNumber } = await aPass(database.db, { offer, fetchedAt: testNow });
      const answers = async () => {
        const refusals = [approve(offer), change(offer, { refundPerAdmissionOre: 8000 })];
        return Promise.all(
          refusals.map(async (refused) => {
            const { code, message, errors } = await refusalOf(refused);
            return { code, message, errors };
          }),
        );
      };
      const unused = await answers();
      expect(unused.map(({ code }) => code)).to.deep.equal(["illegal_state", "illegal_state"]);
      const { doorDeviceId } = await aDoor(database.db, offer.providerId);
      await recordUse(
        database.db,
        {
          ...{ doorDeviceId, serialNumber, scannedAt: testNow, receivedAt: testNow },
          ...{ admitted: 1, usesLeft: 0, nextState: "used", scanId: randomUUID() },
        },
        { state: "active", usesLeft: 1 },
      );
      expect(await answers()).to.deep.equal(unused);
    });

    it("changes when a ticket was returned unused no more than when one is held", async () => {
      const offer = await onSale();
      await aPass(database.db, { offer, state: "returned", endedAt: testNow });
      expect((await refusalOf(change(offer, refund))).code).to.equal("illegal_state");
    });

    it("changes although complimentary tickets were handed out", async () => {
      const offer = await onSale();
      const { serialNumber: serial_number } = await aPass(database.db, { offer });
      await database
        .db("passes")
        .where({ serial_number })
        .update({ complimentary: true, recipient_id: null, allocation_id: null });
      await change(offer, refund);
      expect(await approve(offer)).to.deep.include(refund);
    });

    /** What an approval answers while an allocation of a ticket has not committed yet. */
    async function approveDuringAllocation(db: Pool): Promise<string> {
      const offer = await onSale();
      await change(offer, refund);
      const recipient = await aRecipient(database.db);
      const allocationId = await anAllocation(database.db);
      const allocating = await database.db.transaction();
      await lockOffers(allocating, [offer.id]);
      const ticket = {
        ...{ serialNumber: newSerialNumber(), offerId: offer.id, recipientId: recipient.id },
        ...{ municipality: "5025", claimUntil: null, tokenKeyId: "test" },
      };
      await insertPasses(allocating, allocationId, [ticket], { at: testNow, graceMinutes: 0 });
      let answer: string | undefined;
      const approval = approveChange(testDeps(db), offer).then(
        () => (answer = "approved"),
        (error: unknown) => (answer = (error as AppError).code),
      );
      await eventually("the approval waits or is done", async () => {
        const { rows } = await database.owner.raw<{ rows: unknown[] }>(
          `select from pg_stat_activity
           where datname = current_database() and wait_event_type = 'Lock'`,
        );
        return answer !== undefined || rows.length > 0;
      });
      await allocating.commit();
      return approval;
    }

    it("is not approved while a ticket is being allocated at the refund that was agreed", async () => {
      expect(await approveDuringAllocation(database.db)).to.equal("illegal_state");
    });

    it("is approved over an allocation when the offer is not locked (negative control)", async () => {
      const unlocked = connectWithoutLocks(database.url);
      try {
        expect(await approveDuringAllocation(unlocked)).to.equal("approved");
      } finally {
        await unlocked.destroy();
      }
    });
  });
});
