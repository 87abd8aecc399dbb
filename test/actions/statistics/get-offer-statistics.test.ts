import { expect } from "chai";
import type { Actor } from "../../../src/actions/deps.ts";
import { listSettlements } from "../../../src/actions/statistics/list-settlements.ts";
import { getAllocation } from "../../../src/actions/allocations/get-allocation.ts";
import { getPass } from "../../../src/actions/passes/get-pass.ts";
import { getOfferStatistics } from "../../../src/actions/statistics/get-offer-statistics.ts";
import type { Offer } from "../../../src/domain/offers/offer.ts";
import { anAllocation, anOffer, aPass, aProvider, testNow } from "../../support/builders.ts";
import { useDatabase } from "../../support/database.ts";
import { refusalOf } from "../../support/refusal-of.ts";
import { testDeps } from "../../support/test-deps.ts";

const nav: Actor = { role: "nav", id: "officer", municipalities: ["5025"] };

describe("what can be counted", () => {
  const database = useDatabase();

  async function aScan(offer: Offer, serialNumber: string, scannedAt: string, admitted: number) {
    const { db } = database;
    const [door] = (await db("door_devices")
      .insert({ provider_id: offer.providerId, token_hash: Buffer.from(serialNumber + scannedAt) })
      .returning("id")) as [{ id: string }];
    await db("redemptions").insert({
      door_device_id: door.id,
      scan_id: "1",
      serial_number: serialNumber,
      offer_id: offer.id,
      scanned_at: new Date(scannedAt),
      received_at: testNow,
      accepted: admitted > 0,
      reason: admitted > 0 ? null : "used_up",
      admitted,
    });
  }

  it("the offer statistics action counts an offer's tickets, scans and people", async () => {
    const { db } = database;
    const offer = await anOffer(db, { quota: 50, companions: 2, uses: 10 });
    const { serialNumber } = await aPass(db, { offer, fetchedAt: testNow, usesLeft: 8 });
    for (const state of ["pending", "lapsed", "returned", "returned", "revoked"] as const) {
      await aPass(db, { offer, state });
    }
    await aScan(offer, serialNumber, "2027-01-10T10:00:00Z", 3);
    await aScan(offer, serialNumber, "2027-01-11T10:00:00Z", 1);
    await aScan(offer, serialNumber, "2027-01-12T10:00:00Z", 0);
    const actor: Actor = { role: "provider", id: "key", providerId: offer.providerId };
    expect(await getOfferStatistics(testDeps(db), { actor, offerId: offer.id })).to.deep.equal({
      quota: 50,
      allocated: 2,
      fetched: 1,
      used: 2,
      useUnknown: 0,
      admissions: 4,
      extraAdmissions: 0,
      lapsed: 1,
      returned: 2,
    });
  });

  it("the offer statistics action keeps an offer's counts from other providers", async () => {
    const offer = await anOffer(database.db);
    const { id: providerId } = await aProvider(database.db);
    const actor: Actor = { role: "provider", id: "key", providerId };
    const refusal = await refusalOf(
      getOfferStatistics(testDeps(database.db), { actor, offerId: offer.id }),
    );
    expect(refusal.code).to.equal("not_found");
  });

  it("settles a month of Oslo, offer by offer", async () => {
    const { db } = database;
    const ski = await anOffer(db, { refundPerAdmissionOre: 25_000, uses: 10, companions: 1 });
    const hire = await anOffer(db, {
      providerId: ski.providerId,
      title: { nb: "Leie av alpinutstyr" },
      refundPerAdmissionOre: 100,
    });
    const { serialNumber } = await aPass(db, { offer: ski });
    const { serialNumber: hired } = await aPass(db, { offer: hire });
    await aScan(ski, serialNumber, "2026-12-31T22:59:59Z", 1);
    await aScan(ski, serialNumber, "2026-12-31T23:00:00Z", 2);
    await aScan(ski, serialNumber, "2027-01-31T22:59:59Z", 1);
    await aScan(ski, serialNumber, "2027-01-31T23:00:00Z", 1);
    await aScan(hire, hired, "2027-01-15T12:00:00Z", 1);
    const actor: Actor = { role: "provider", id: "key", providerId: ski.providerId };
    const january = await listSettlements(testDeps(db), { actor, month: "2027-01" });
    const { provider, ...rest } = january;
    expect(provider.name).to.equal("Hovdelia skisenter");
    expect(rest).to.deep.equal({
      month: "2027-01",
      statedAt: null,
      corrections: [],
      items: [
        {
          usedIn: "2027-01",
          offerId: ski.id,
          title: "Dagskort i skitrekket",
          uses: 2,
          codesShown: 0,
          units: 3,
          refundPer: null,
          hasCap: false,
          admissions: 3,
          refundPerAdmissionOre: 25_000,
          refundOre: 75_000,
        },
        {
          usedIn: "2027-01",
          offerId: hire.id,
          title: "Leie av alpinutstyr",
          uses: 1,
          codesShown: 0,
          units: 1,
          refundPer: null,
          hasCap: false,
          admissions: 1,
          refundPerAdmissionOre: 100,
          refundOre: 100,
        },
      ],
      payers: [],
      admissions: 4,
      vatPercent: 0,
      netOre: 75_100,
      vatOre: 0,
      refundOre: 75_100,
    });
    for (const month of ["2027-13", "2027", "januar"]) {
      const refusal = await refusalOf(listSettlements(testDeps(db), { actor, month }));
      expect(refusal.code).to.equal("validation_failed");
    }
  });

  it("the offer statistics action shows how far an allocation has come", async () => {
    const { db } = database;
    const allocationId = await anAllocation(db, { allocated: 3 });
    for (const state of ["pending", "active", "active"] as const) {
      await aPass(db, { allocationId, state });
    }
    const shown = await getAllocation(testDeps(db), { actor: nav, allocationId });
    expect(shown).to.include({ id: allocationId, allocated: 3, refused: 0 });
    expect(shown.progress).to.deep.equal({
      pending: 1,
      live: 2,
      revoked: 0,
      returned: 0,
      lapsed: 0,
      over: 0,
      fetched: 0,
    });
  });

  it("the offer statistics action shows a ticket's state and phones, and nothing of its use", async () => {
    const { db } = database;
    const { serialNumber, offerId, allocationId } = await aPass(db, { version: 3 });
    for (const device of ["a", "b"]) {
      await db("devices").insert({ device_library_identifier: device, push_token: "00" });
      await db("registrations").insert({
        device_library_identifier: device,
        serial_number: serialNumber,
      });
    }
    await db("passes").where({ serial_number: serialNumber }).update({ google_saved: true });
    expect(await getPass(testDeps(db), { actor: nav, serialNumber })).to.deep.equal({
      serialNumber,
      allocationId,
      offerId,
      state: "live",
      issuedAt: testNow,
      fetched: false,
      codeShown: false,
      wallets: { apple: 2, google: 1 },
    });
  });

  it("the offer statistics action knows no ticket and no allocation of another municipality, and no ticket of any after erasure", async () => {
    const { db } = database;
    const { serialNumber, allocationId } = await aPass(db);
    const elsewhere: Actor = { ...nav, municipalities: ["0301"] };
    const askBoth = async (actor: Actor) => [
      (await refusalOf(getPass(testDeps(db), { actor, serialNumber }))).code,
      (await refusalOf(getAllocation(testDeps(db), { actor, allocationId }))).code,
    ];
    expect(await askBoth(elsewhere)).to.deep.equal(["not_found", "not_found"]);
    await db("passes").where({ serial_number: serialNumber }).update({ recipient_id: null });
    expect(await askBoth(elsewhere)).to.deep.equal(["not_found", "not_found"]);
    const own = await refusalOf(getPass(testDeps(db), { actor: nav, serialNumber }));
    expect(own.code).to.equal("not_found");
  });
});
