import { expect } from "chai";
import type { Actor } from "../../../src/actions/deps.ts";
import { redeem } from "../../../src/actions/door/redeem.ts";
import { anonymiseEndedPasses } from "../../../src/actions/passes/anonymise-ended-passes.ts";
import { replacePass } from "../../../src/actions/passes/replace-pass.ts";
import { requestReturn } from "../../../src/actions/passes/request-return.ts";
import { returnDuePasses } from "../../../src/actions/passes/return-due-passes.ts";
import { revokePass } from "../../../src/actions/passes/revoke-pass.ts";
import { notifyRecipient } from "../../../src/actions/recipients/notify-recipient.ts";
import type { Pool } from "../../../src/db/connect.ts";
import { markFetched } from "../../../src/db/passes/pass-fetches.ts";
import { findTicketCodes } from "../../../src/db/codes/ticket-codes.ts";
import { reserveCodes } from "../../../src/db/codes/code-reservations.ts";
import type { Offer } from "../../../src/domain/offers/offer.ts";
import { anOffer, aPass, testKeyRing, testNow } from "../../support/builders.ts";
import { useDatabase } from "../../support/database.ts";
import { aPool, someOwnCodes } from "../../support/own-codes.ts";
import { refusalOf } from "../../support/refusal-of.ts";
import { aDoor, aScan, barcodeOf } from "../../support/scans.ts";
import { testDeps } from "../../support/test-deps.ts";
import { connectWithoutLocks } from "../../support/without-locks.ts";

const nav: Actor = { role: "nav", id: "officer", municipalities: ["5025"] };
const elsewhere: Actor = { role: "nav", id: "other", municipalities: ["0301"] };
const day = 24 * 60 * 60_000;
const validity = { from: new Date(testNow.getTime() - day), until: new Date("2027-03-01T00:00Z") };

describe("replacePass", () => {
  const database = useDatabase({ max: 30 });

  const replace = (serialNumber: string, db: Pool = database.db) =>
    replacePass(testDeps(db), { actor: nav, serialNumber });
  const stored = async (serialNumber: string) =>
    database.db("passes").where({ serial_number: serialNumber }).first<Record<string, unknown>>();
  const allocatedOf = async ({ id }: Offer) =>
    (await database.db("offers").where({ id }).first<{ allocated: number }>("allocated")).allocated;

  async function use(offer: Offer, serialNumber: string, now = testNow) {
    const door = await aDoor(database.db, offer.providerId);
    return redeem(testDeps(database.db, { now }), aScan(door, barcodeOf(serialNumber, offer)));
  }

  it("replacePass gives a new ticket with the uses that are left, in the same place, and ends the old one", async () => {
    const { db } = database;
    const offer = await anOffer(db, { uses: 10, quota: 1, validity });
    const old = await aPass(db, { offer, usesLeft: 4, fetchedAt: testNow, claimUntil: testNow });
    const { serialNumber, ...shown } = await replace(old.serialNumber);
    expect(shown).to.deep.equal({
      ...{ allocationId: old.allocationId, offerId: offer.id, state: "live", fetched: false },
      ...{ issuedAt: testNow, codeShown: false, wallets: { apple: 0, google: 0 } },
    });
    const [before, after] = [await stored(old.serialNumber), await stored(serialNumber)];
    expect(before).to.include({ state: "revoked", version: 2, replaced_by: serialNumber });
    expect(after).to.include({ state: "active", uses_left: 4, recipient_id: old.recipientId });
    expect(after).to.include({ claim_until: null, message_id: null });
    expect(after["ticket_number"]).to.not.equal(before["ticket_number"]);
    expect(await allocatedOf(offer)).to.equal(1);
    expect((await use(offer, old.serialNumber)).accepted).to.equal(false);
    expect((await use(offer, serialNumber)).accepted).to.equal(true);
    const audited = await db("audit_events").where({ subject: old.serialNumber });
    expect(audited).to.have.length(1);
    expect(audited[0]).to.include({ actor: "officer", action: "pass.replaced" });
  });

  it("replacePass has the usual message announce the new ticket", async () => {
    const { serialNumber, recipientId } = await aPass(database.db);
    const deps = testDeps(database.db);
    await replacePass(deps, { actor: nav, serialNumber });
    expect(deps.enqueued).to.deep.include({ name: "notify-recipient", payload: { recipientId } });
    await notifyRecipient(deps, { recipientId });
    expect(deps.sent).to.have.length(1);
  });

  it("replacePass of a ticket that its holder gives back keeps the return", async () => {
    const { serialNumber: old, recipientId: holderId } = await aPass(database.db);
    await requestReturn(testDeps(database.db), { holderId, serialNumber: old });
    const { serialNumber } = await replace(old);
    const later = new Date(testNow.getTime() + 600_000);
    await returnDuePasses(testDeps(database.db, { now: later }));
    expect(await stored(serialNumber)).to.include({ state: "returned" });
  });

  it("replacePass keeps an unfetched ticket's deadline to fetch", async () => {
    const claimUntil = new Date(testNow.getTime() + day);
    const old = await aPass(database.db, { claimUntil });
    const { serialNumber } = await replace(old.serialNumber);
    expect((await stored(serialNumber))["claim_until"]).to.deep.equal(claimUntil);
  });

  it("a day's uses of the old ticket count for the new one, however often it was replaced", async () => {
    const offer = await anOffer(database.db, { uses: null, usesPerDay: 1, validity });
    const old = await aPass(database.db, { offer });
    expect((await use(offer, old.serialNumber)).accepted).to.equal(true);
    const first = await replace(old.serialNumber);
    const second = await replace(first.serialNumber);
    expect(await use(offer, second.serialNumber)).to.include({ reason: "daily_limit" });
    const tomorrow = new Date(testNow.getTime() + day);
    expect((await use(offer, second.serialNumber, tomorrow)).accepted).to.equal(true);
  });

  it("the place of a ticket that was used before it was replaced does not return when the new one is revoked", async () => {
    const { db } = database;
    for (const uses of [3, null]) {
      const offer = await anOffer(db, { uses, validity });
      const old = await aPass(db, { offer });
      await use(offer, old.serialNumber);
      const { serialNumber } = await replace(old.serialNumber);
      await revokePass(testDeps(db), { actor: nav, serialNumber, reason: "Feil" });
      expect(await allocatedOf(offer), String(uses)).to.equal(1);
    }
    const offer = await anOffer(db, { uses: null, validity });
    const { serialNumber } = await replace((await aPass(db, { offer })).serialNumber);
    await revokePass(testDeps(db), { actor: nav, serialNumber, reason: "Feil" });
    expect(await allocatedOf(offer)).to.equal(0);
  });

  it("replacePass answers the ticket that is used today when a replaced one is replaced again", async () => {
    const old = await aPass(database.db);
    const first = await replace(old.serialNumber);
    expect(await replace(old.serialNumber)).to.deep.equal(first);
    const second = await replace(first.serialNumber);
    expect(await replace(old.serialNumber)).to.deep.equal(second);
  });

  it("replacePass refuses what is pending or has ended, and knows no ticket of another municipality", async () => {
    for (const state of ["pending", "expired", "returned", "lapsed", "revoked"] as const) {
      const { serialNumber } = await aPass(database.db, { state });
      expect((await refusalOf(replace(serialNumber))).code, state).to.equal("illegal_state");
    }
    const { serialNumber } = await aPass(database.db);
    const asked = replacePass(testDeps(database.db), { actor: elsewhere, serialNumber });
    expect((await refusalOf(asked)).code).to.equal("not_found");
    expect(await stored(serialNumber)).to.include({ state: "active" });
  });

  it("a code of the provider's own moves to the new ticket, revealed or not", async () => {
    const { db } = database;
    const offer = await anOffer(db, { ownCodes: someOwnCodes });
    await aPool(db, offer, 2);
    const serials = [await aPass(db, { offer }), await aPass(db, { offer })].map(
      (pass) => pass.serialNumber,
    );
    await db.transaction((trx) => reserveCodes(trx, serials));
    const [shown = "", unseen = ""] = serials;
    await db.transaction((trx) => markFetched(trx, [shown], testNow));
    const codes = await findTicketCodes(db, testKeyRing, [shown]);
    const successor = (await replace(shown)).serialNumber;
    const moved = await findTicketCodes(db, testKeyRing, [shown, successor]);
    expect([...moved]).to.deep.equal([[successor, codes.get(shown)]]);
    const other = (await replace(unseen)).serialNumber;
    const states = await db("provider_codes")
      .where({ offer_id: offer.id })
      .orderBy("state")
      .select("serial_number", "state");
    expect(states).to.deep.equal([
      { serial_number: other, state: "reserved" },
      { serial_number: successor, state: "revealed" },
    ]);
  });

  it("a replaced ticket is anonymised with the one in its place, and not before", async () => {
    const { db } = database;
    const offer = await anOffer(db, { validity });
    const old = await aPass(db, { offer });
    const { serialNumber } = await replace(old.serialNumber);
    const erased = async (serial: string) => (await stored(serial))["erased_at"] !== null;
    const later = new Date(testNow.getTime() + 61 * day);
    await anonymiseEndedPasses(testDeps(db, { now: later }));
    expect(await erased(old.serialNumber)).to.equal(false);
    await revokePass(testDeps(db), { actor: nav, serialNumber, reason: "Feil" });
    await anonymiseEndedPasses(testDeps(db, { now: later }));
    await anonymiseEndedPasses(testDeps(db, { now: later }));
    expect([await erased(old.serialNumber), await erased(serialNumber)]).to.deep.equal([
      true,
      true,
    ]);
  });

  /** New tickets after two officers replace the same one at once. */
  async function replacedAtOnce(db: Pool): Promise<number> {
    const { serialNumber, recipientId } = await aPass(database.db);
    await Promise.all([replace(serialNumber, db), replace(serialNumber, db)]);
    const live = await database.db("passes").where({ recipient_id: recipientId, state: "active" });
    return live.length;
  }

  it("two replacements at once give one new ticket", async () => {
    for (let n = 0; n < 5; n += 1) expect(await replacedAtOnce(database.db)).to.equal(1);
  });

  it("two replacements at once give two new tickets when the locks are off (negative control)", async () => {
    const unguarded = connectWithoutLocks(database.url);
    try {
      // While the pool opens its connections the first may be done before the other begins.
      let live = 1;
      for (let n = 0; n < 20 && live === 1; n += 1) live = await replacedAtOnce(unguarded);
      expect(live).to.equal(2);
    } finally {
      await unguarded.destroy();
    }
  });
});
