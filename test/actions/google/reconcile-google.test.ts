import { expect } from "chai";
import {
  reconcileGoogle,
  reconcileGoogleOffer,
} from "../../../src/actions/google/reconcile-google.ts";
import { syncGoogle } from "../../../src/actions/google/sync-google.ts";
import type { GoogleWallet } from "../../../src/wallets/google/google-wallet.ts";
import { useDatabase } from "../../support/database.ts";
import { useGoogleSandbox } from "../../support/google-sandbox.ts";
import { crowdInGoogle, revokeAllOf, ticketsInGoogle } from "../../support/google-tickets.ts";
import { testDeps, type TestDeps } from "../../support/test-deps.ts";

describe("comparing with what Google holds", () => {
  const database = useDatabase();
  const google = useGoogleSandbox();
  let deps: TestDeps & { google: GoogleWallet };
  beforeEach(() => {
    deps = { ...testDeps(database.db), google: google.wallet() };
  });

  const idOf = (serialNumber: string) => `${google.config.issuerId}.t-${serialNumber}`;
  const held = (serialNumber = "") => {
    const stored = google.sandbox.store.get(idOf(serialNumber));
    if (!stored) throw new Error("Google has no such ticket.");
    return stored;
  };
  const change = (serialNumber: string, body: object) => {
    const stored = held(serialNumber);
    google.sandbox.store.put(idOf(serialNumber), { ...stored, body: { ...stored.body, ...body } });
  };
  const asked = () =>
    google.sandbox.log.requests
      .filter(({ path }) => path !== "/token")
      .map(({ method, path }) => `${method} ${path.split("/")[3] ?? path}`);

  it("the Google reconciliation asks once a page and writes nothing where all is as believed", async () => {
    const { db } = database;
    const { offer } = await crowdInGoogle(deps, { db, sandbox: google.sandbox, count: 1_200 });
    google.sandbox.log.clear();
    const found = await reconcileGoogleOffer(deps, { offerId: offer.id });
    expect(found).to.deep.equal({ compared: 1_200, repaired: 0, unknown: 0 });
    expect(asked()).to.deep.equal(Array(3).fill("GET offerObject"));
  });

  for (const style of ["event", "admission", "membership", "coupon"] as const) {
    it(`repairs a ${style} ticket that Google shows otherwise, and tells nobody`, async () => {
      const { offer, serialNumbers } = await ticketsInGoogle(deps, { style, count: 3 });
      await revokeAllOf(database.db, offer);
      await syncGoogle(deps, { offerId: offer.id });
      const [reactivated = "", withBarcode = ""] = serialNumbers;
      change(reactivated, { state: "ACTIVE" });
      change(withBarcode, { barcode: { type: "QR_CODE", value: "old" } });
      google.sandbox.log.clear();
      const found = await reconcileGoogleOffer(deps, { offerId: offer.id });
      expect(found).to.deep.equal({ compared: 3, repaired: 2, unknown: 0 });
      expect(held(reactivated).body).to.have.property("state", "INACTIVE");
      expect(held(withBarcode).body).not.to.have.property("barcode");
      for (const { body } of google.sandbox.log.parts) {
        expect(body).not.to.include.any.keys("notifyPreference", "messages");
      }
      const again = await reconcileGoogleOffer(deps, { offerId: offer.id });
      expect(again).to.deep.equal({ compared: 3, repaired: 0, unknown: 0 });
    });
  }

  it("the Google reconciliation makes again what Google lacks, takes over what it has without our knowing, and counts what is none of ours", async () => {
    const { offer, serialNumbers } = await ticketsInGoogle(deps, { count: 2 });
    const [lacking = "", unnoted = ""] = serialNumbers;
    const { resource, body } = held(lacking);
    google.sandbox.store.put(idOf(lacking), {
      resource,
      body: { ...body, classId: "1.other" },
      saved: false,
    });
    await database.db("passes").where({ serial_number: unnoted }).update({ google_version: 0 });
    const stranger = idOf("stranger");
    google.sandbox.store.put(stranger, { resource, body: { ...body, id: stranger }, saved: false });
    const found = await reconcileGoogleOffer(deps, { offerId: offer.id });
    expect(found).to.deep.equal({ compared: 2, repaired: 2, unknown: 1 });
    const rows = await database.db("passes").where({ offer_id: offer.id, google_version: 1 });
    expect(rows).to.have.length(2);
    expect(held(lacking).body).to.have.property("classId", body["classId"]);
  });

  it("the Google reconciliation leaves to the sync what is owed anyway", async () => {
    const { offer } = await ticketsInGoogle(deps);
    await revokeAllOf(database.db, offer);
    const found = await reconcileGoogleOffer(deps, { offerId: offer.id });
    expect(found).to.deep.equal({ compared: 1, repaired: 0, unknown: 0 });
  });

  it("notes who has a ticket, unless Google told us otherwise meanwhile", async () => {
    const { offer, serialNumbers } = await ticketsInGoogle(deps, { count: 3 });
    const [saved = "", told = "", deleted = ""] = serialNumbers;
    for (const each of [saved, told]) {
      google.sandbox.store.put(idOf(each), { ...held(each), saved: true });
    }
    await database.db("passes").where({ serial_number: deleted }).update({ google_saved: true });
    await database.db("google_events").insert({
      nonce: "1",
      serial_number: told,
      type: "del",
      expires_at: deps.clock.now(),
      at: deps.clock.now(),
    });
    await database.db("passes").where({ serial_number: told }).update({ google_saved: false });
    await reconcileGoogleOffer(deps, { offerId: offer.id });
    const rows = await database
      .db("passes")
      .whereIn("serial_number", serialNumbers)
      .select<{ serial_number: string; google_saved: boolean }[]>("serial_number", "google_saved");
    const has = new Map(rows.map((row) => [row.serial_number, row.google_saved]));
    expect([saved, told, deleted].map((each) => has.get(each))).to.deep.equal([true, false, false]);
  });

  it("the Google reconciliation hands in one comparison for each offer that Google knows, and none for one long over", async () => {
    const { offer } = await ticketsInGoogle(deps);
    const { offer: over } = await ticketsInGoogle(deps, {
      validity: { from: new Date("2026-01-01"), until: new Date("2026-10-01") },
    });
    deps.enqueued.splice(0);
    await reconcileGoogle(deps);
    const offerIds = deps.enqueued.map(({ payload }) => (payload as { offerId: string }).offerId);
    expect(offerIds).to.include(offer.id).and.not.to.include(over.id);
  });

  it("the Google reconciliation lets in what Google kept out, once it answers again", async () => {
    const { offer, serialNumbers } = await ticketsInGoogle(deps);
    await revokeAllOf(database.db, offer);
    google.sandbox.faults.inject({
      status: 403,
      message: "No access",
      when: ({ method }) => method === "PATCH",
    });
    await syncGoogle(deps, { offerId: offer.id });
    await syncGoogle(deps, { offerId: offer.id });
    expect(held(serialNumbers[0]).body).to.have.property("state", "ACTIVE");
    await reconcileGoogleOffer(deps, { offerId: offer.id });
    await syncGoogle(deps, { offerId: offer.id });
    expect(held(serialNumbers[0]).body).to.have.property("state", "INACTIVE");
  });
});
