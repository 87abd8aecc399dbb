import { randomUUID } from "node:crypto";
import { expect } from "chai";
import { getClaimedTickets } from "../../../src/actions/access/get-claimed-tickets.ts";
import type { Actor } from "../../../src/actions/deps.ts";
import { recordGoogleEvent } from "../../../src/actions/google/record-google-event.ts";
import { redeem } from "../../../src/actions/door/redeem.ts";
import { anonymiseEndedPasses } from "../../../src/actions/passes/anonymise-ended-passes.ts";
import { createFetchRecorder } from "../../../src/actions/passes/record-fetch.ts";
import { revokePass } from "../../../src/actions/passes/revoke-pass.ts";
import { createRecipientList } from "../../../src/actions/lists/create-recipient-list.ts";
import { notifyRecipient } from "../../../src/actions/recipients/notify-recipient.ts";
import { removeRecipient } from "../../../src/actions/recipients/remove-recipient.ts";
import { renewClaimLink } from "../../../src/actions/recipients/renew-claim-link.ts";
import { latestAllocations } from "../../../src/db/allocations/allocation-lines.ts";
import { findAllocation } from "../../../src/db/allocations/allocations.ts";
import { findPass } from "../../../src/db/passes/passes.ts";
import { offerStatistics } from "../../../src/db/statistics/statistics.ts";
import { weeklyStatistics } from "../../../src/db/statistics/weekly-statistics.ts";
import type { Offer } from "../../../src/domain/offers/offer.ts";
import { anAllocation, anOffer, aPass, aRecipient, testNow } from "../../support/builders.ts";
import { useDatabase } from "../../support/database.ts";
import { momentsIn, reachableFrom } from "../../support/reachable.ts";
import { aPhone } from "../../support/registered-phone.ts";
import { aDoor, aUse, barcodeOf } from "../../support/scans.ts";
import { testDeps, type TestDeps } from "../../support/test-deps.ts";

const actor: Actor = { role: "nav", id: "officer", municipalities: ["5025"] };
const day = 24 * 60 * 60_000;
/** A moment of its own, so that equal moments are links. */
const moments = (() => {
  let count = 0;
  return () => new Date(testNow.getTime() + 1_234 * ++count);
})();

describe("what is left of an anonymised ticket", () => {
  const database = useDatabase();
  let deps: TestDeps;
  let offer: Offer;
  let door: Awaited<ReturnType<typeof aDoor>>;

  beforeEach(async () => {
    deps = testDeps(database.db);
    offer = await anOffer(database.db, { uses: 3, refundPerAdmissionOre: 12_000 });
    door = await aDoor(database.db, offer.providerId);
  });

  const scan = async (serialNumber: string, scanId: string, admittedOffline?: boolean) => {
    deps.clock.set(moments());
    const code = barcodeOf(serialNumber, offer);
    return redeem(deps, { ...door, code, scanId, admitted: 1, admittedOffline });
  };

  const googleTells = async (serialNumber: string, type: "save" | "del") => {
    deps.clock.set(moments());
    const event = { serialNumber, type, nonce: randomUUID(), expiresAt: moments() };
    const callbacks = { read: () => Promise.resolve({ event }) };
    await recordGoogleEvent(deps, { callbacks, body: "" });
  };

  /**
   * A ticket that was used, saved to both wallets of a phone that also holds a live ticket of the same
   * child, told of, and revoked with a reason.
   */
  const aLivedTicket = async () => {
    const { db } = database;
    const { id: recipientId, reference } = await aRecipient(db);
    const allocationId = await anAllocation(db, { allocated: 1 });
    const refused = [{ recipientId, offerId: offer.id, reason: "age" }];
    const made = { id: allocationId };
    await db("allocations")
      .where(made)
      .update({
        refusals: JSON.stringify(refused),
        created_at: moments(),
        refused: 1,
      });
    const ticket = { offer, recipientId, createdAt: moments(), fetchedAt: moments() };
    const { serialNumber } = await aPass(db, { ...ticket, allocationId });
    const other = await aPass(db, { recipientId, createdAt: moments() });
    await notifyRecipient(deps, { recipientId });
    const told = await db("messages")
      .where({ recipient_id: recipientId })
      .first<{ id: string }>("id");
    const reminder = { kind: "asked", message_id: told.id, created_at: moments() };
    await db("reminders").insert({ ...reminder, serial_number: serialNumber });
    const printed = db("passes").where({ serial_number: serialNumber });
    await printed.update({ handed_out_at: moments() });
    const named = [{ recipientId, path: "" }];
    const saved = { municipality: "5025", name: "Vinterferie", named };
    await createRecipientList(deps, { actor, ...saved });
    await db("waiting_places").insert({
      ...{ offer_id: offer.id, recipient_id: recipientId, entered_at: moments() },
      allocation_id: allocationId,
    });
    const scanId = randomUUID();
    await scan(serialNumber, scanId);
    const undone = await aUse(db, { offer, door, serialNumber, scannedAt: moments() });
    await db("redemption_undos").insert({ redemption_id: undone, undone_at: moments() });
    await googleTells(serialNumber, "save");
    const lease = { key: `object ${serialNumber}`, holder: randomUUID(), until: "2026-01-02" };
    await db("google_leases").insert(lease);
    await db("google_notices").insert({ id: serialNumber, version: 1, at: moments() });
    const refusal = { offer_id: offer.id, version: 1, message: "", at: moments() };
    await db("google_refusals").insert({
      ...{ id: serialNumber, kind: "object", serial_number: serialNumber, ...refusal },
    });
    await revokePass(deps, { actor, serialNumber, reason: "moved" });
    await scan(serialNumber, randomUUID(), true);
    await printed.clone().update({ claim_until: moments(), held_until: moments() });
    const phone = await aPhone(db, [serialNumber, other.serialNumber], { at: moments() });
    await createFetchRecorder(deps)({ serialNumber, version: 3 });
    await db("devices")
      .where({ device_library_identifier: phone.device })
      .update({
        pushed_change: db("passes").where({ serial_number: serialNumber }).select("change_number"),
        pushing_change: db("passes")
          .where({ serial_number: serialNumber })
          .select("change_transaction"),
      });
    return { serialNumber, recipientId, reference, allocationId, scanId };
  };

  const tablesFrom = async (serialNumber: string) => [
    ...new Set((await reachableFrom(database.owner, serialNumber)).map(({ table }) => table)),
  ];

  const visible = { municipalities: ["5025"], at: testNow };
  const counts = async (allocationId: string) => ({
    offer: await offerStatistics(database.db, offer.id),
    weeks: await weeklyStatistics(database.db, [offer.id]),
    settlement: await database.db("settlements").where({ offer_id: offer.id }),
    allocation: await findAllocation(database.db, allocationId, visible),
    titles: (await latestAllocations(database.db, ["5025"], { limit: 100 })).find(
      ({ id }) => id === allocationId,
    ),
  });

  const anonymise = async (after: number) => {
    deps.clock.set(new Date(testNow.getTime() + after));
    await anonymiseEndedPasses(deps);
  };

  const expectNoLink = async (serialNumber: string) => {
    const left = await reachableFrom(database.owner, serialNumber);
    expect(left.map(({ table }) => table)).to.deep.equal(["passes"]);
    expect(left[0]?.columns).to.include({
      serial_number: serialNumber,
      ticket_number: null,
      recipient_id: null,
    });
    // The version's own, when it was anonymised.
    const ofTheRun = ["passes.erased_at", "passes.last_modified", "passes.owed_since"];
    expect(momentsIn(left)).to.have.members(ofTheRun);
  };

  /** Scans of the offer whose moment, or their undo's, is known. */
  const usesWithMoments = async () => {
    const isMoment = (column: string) => `${column} <> date_trunc('day', ${column}, 'Europe/Oslo')`;
    const { rows } = await database.owner.raw<{ rows: Record<string, boolean>[] }>(
      `select ${isMoment("scanned_at")} as scanned, ${isMoment("received_at")} as received,
         ${isMoment("undone_at")} as undone
       from redemptions left join redemption_undos on redemption_id = id where offer_id = ?`,
      [offer.id],
    );
    return rows.filter((row) => Object.values(row).includes(true));
  };

  it("no path leads from an anonymised ticket to recipient, device or moment, and all counts stay", async () => {
    const { serialNumber, allocationId } = await aLivedTicket();
    const before = await counts(allocationId);
    expect(before.offer).to.include({ fetched: 1, used: 1, admissions: 1, extraAdmissions: 1 });
    expect(before.settlement).to.have.length(1);
    expect(await usesWithMoments()).to.not.be.empty;
    await anonymise(60 * day);
    const allocation = database.db("allocations").where({ id: allocationId });
    const refused = await allocation.clone().first<{ refusals: object[] }>("refusals");
    expect(refused.refusals, "for sixty days").to.have.length(1);
    await anonymise(61 * day);
    expect(await allocation.first<object>("refusals", "refused")).to.deep.equal({
      ...{ refusals: [], refused: 1 },
    });
    await anonymise(69 * day);
    await expectNoLink(serialNumber);
    expect(await usesWithMoments()).to.deep.equal([]);
    expect(await counts(allocationId)).to.deep.equal(before);
  });

  it("(negative control) every such path is found while the ticket is not anonymised", async () => {
    const { serialNumber } = await aLivedTicket();
    const { rows } = await database.owner.raw<{ rows: { name: string }[] }>(`
      select distinct conrelid::regclass::text as name from pg_constraint
      where contype = 'f' and confrelid = 'passes'::regclass`);
    // Of these, own-codes.test.ts and webhooks.test.ts tell.
    const elsewhere = ["provider_codes", "webhook_deliveries"];
    const referring = rows.map(({ name }) => name).filter((name) => !elsewhere.includes(name));
    expect(referring).to.include("registrations");
    expect(await tablesFrom(serialNumber)).to.include.members(referring);
    expect(await tablesFrom(serialNumber)).to.include.members(
      ["recipients", "messages", "allocations", "devices", "registrations", "redemptions"].concat([
        "extra_admissions",
        "redemption_undos",
        "google_events",
        "google_refusals",
        "google_notices",
        "google_leases",
        "audit_events",
        "phone_fetches",
        "reminders",
        "waiting_places",
      ]),
    );
  });

  it("no path leads from the tickets of a removed recipient, nor from the recipient to a refusal", async () => {
    const { serialNumber, recipientId, reference } = await aLivedTicket();
    const { url } = await renewClaimLink(deps, { actor, reference });
    await removeRecipient(deps, { actor, reference });
    await anonymise(8 * day);
    await expectNoLink(serialNumber);
    expect(await getClaimedTickets(deps, { token: url.split("/t/")[1] ?? "" })).to.equal(undefined);
    // That it was removed is recorded for ever; of what stays, this alone names it.
    expect(await tablesFrom(recipientId)).to.deep.equal(["audit_events"]);
  });

  it("a scan and a callback that come after the ticket was anonymised create no link to it", async () => {
    const { serialNumber, scanId } = await aLivedTicket();
    await anonymise(61 * day);
    await anonymise(69 * day);
    const first = await scan(serialNumber, "late");
    expect(first).to.deep.equal({ accepted: false, reason: "revoked" });
    expect(await scan(serialNumber, "late")).to.deep.equal(first);
    expect(await scan(serialNumber, scanId)).to.deep.equal(first);
    expect(await scan(serialNumber, "kept", true)).to.include({ extraAdmission: true });
    await googleTells(serialNumber, "del");
    await expectNoLink(serialNumber);
  });

  describe("the phone of an anonymised ticket", () => {
    const registrationsOf = async ({ device }: { device: string }) =>
      (await database.db("registrations").where({ device_library_identifier: device })).length;
    const isKnown = async ({ device }: { device: string }) =>
      (await database.db("devices").where({ device_library_identifier: device })).length > 0;

    const anAnonymisedTicketOnAPhone = async () => {
      const ended = { state: "expired", endedAt: testNow } as const;
      const { serialNumber } = await aPass(database.db, ended);
      const phone = await aPhone(database.db, [serialNumber]);
      await anonymise(60 * day);
      return { serialNumber, phone };
    };

    it("keeps its push token until it has fetched the anonymised version", async () => {
      const { serialNumber, phone } = await anAnonymisedTicketOnAPhone();
      await anonymise(61 * day);
      expect(await isKnown(phone)).to.equal(true);
      const { version = 0 } = (await findPass(database.db, serialNumber)) ?? {};
      await createFetchRecorder(deps)({ serialNumber, version });
      await anonymise(61 * day);
      expect(await isKnown(phone)).to.equal(false);
      await expectNoLink(serialNumber);
    });

    it("loses its push token after seven days without a fetch", async () => {
      const { phone } = await anAnonymisedTicketOnAPhone();
      await anonymise(67 * day - 1);
      expect(await isKnown(phone)).to.equal(true);
      await anonymise(67 * day);
      expect(await isKnown(phone)).to.equal(false);
    });

    it("keeps its push token for its live tickets when it loses the anonymised one", async () => {
      const { serialNumber, phone } = await anAnonymisedTicketOnAPhone();
      const live = await aPass(database.db);
      await aPhone(database.db, [live.serialNumber], phone);
      await anonymise(67 * day);
      expect(await registrationsOf(phone)).to.equal(1);
      await expectNoLink(serialNumber);
    });
  });
});
