import { expect } from "chai";
import { updateOffer } from "../../../src/actions/offers/update-offer.ts";
import type { Actor } from "../../../src/actions/deps.ts";
import type { OfferChanges } from "../../../src/domain/offers/offer-input.ts";
import type { Offer, OfferState } from "../../../src/domain/offers/offer.ts";
import { findOffer } from "../../../src/db/offers/offers.ts";
import { anOffer, aPass, aTemplate } from "../../support/builders.ts";
import { useDatabase } from "../../support/database.ts";
import { refusalOf } from "../../support/refusal-of.ts";
import { testDeps } from "../../support/test-deps.ts";

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
    it(`updating an offer shows a new title on every live ticket while it is ${state}, each a version on`, async () => {
      const { db } = database;
      const offer = await anOffer(db, { state });
      for (const each of ["pending", "active", "used"] as const) {
        await aPass(db, { offer, state: each });
      }
      const changed = await change(offer, { title: { nb: "Heisbillett" } });
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
});
