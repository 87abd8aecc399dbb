import { randomUUID } from "node:crypto";
import { expect } from "chai";
import { getDoor } from "../../../src/actions/door/get-door.ts";
import { redeem } from "../../../src/actions/door/redeem.ts";
import { undoRedemption } from "../../../src/actions/door/undo-redemption.ts";
import { cancelOffer } from "../../../src/actions/offers/cancel-offer.ts";
import { replacePass } from "../../../src/actions/passes/replace-pass.ts";
import { revokePass } from "../../../src/actions/passes/revoke-pass.ts";
import type { Actor } from "../../../src/actions/deps.ts";
import { findOffer } from "../../../src/db/offers/offers.ts";
import { findPass } from "../../../src/db/passes/passes.ts";
import { offerStatistics } from "../../../src/db/statistics/statistics.ts";
import type { Offer } from "../../../src/domain/offers/offer.ts";
import { anOffer, aPass, testNow } from "../../support/builders.ts";
import { useDatabase } from "../../support/database.ts";
import { refusalOf } from "../../support/refusal-of.ts";
import { aDoor, aScan, barcodeOf } from "../../support/scans.ts";
import { testDeps, type TestDeps } from "../../support/test-deps.ts";
import { connectWithoutLocks } from "../../support/without-locks.ts";

const second = 1000;

describe("a question at the door, and what is undone there", () => {
  const database = useDatabase();
  let deps: TestDeps;

  beforeEach(() => {
    deps = testDeps(database.db);
  });

  const atTheDoor = async (terms: Partial<Offer> = {}) => {
    const offer = await anOffer(database.db, { refundPerAdmissionOre: 5_000, ...terms });
    const { serialNumber } = await aPass(database.db, { offer });
    const door = await aDoor(database.db, offer.providerId);
    return { offer, serialNumber, door, code: barcodeOf(serialNumber, offer) };
  };
  const later = (seconds: number) => {
    deps.clock.set(new Date(testNow.getTime() + seconds * second));
  };
  const usesLeft = async (serialNumber: string) =>
    (await findPass(database.db, serialNumber))?.usesLeft;
  const scansOf = (serialNumber: string) =>
    database.db("redemptions").where({ serial_number: serialNumber });
  const undo = (door: { doorDeviceId: string }, scanId: string, within = deps) =>
    undoRedemption(within, { doorDeviceId: door.doorDeviceId, scanId, language: "nb" });

  it("a scan that asks records nothing of a ticket for several, until it comes again with a number", async () => {
    const { serialNumber, door, code } = await atTheDoor({ companions: 3, uses: 2 });
    const scan = aScan(door, code, { admitted: "ask", language: "en" });
    const question = {
      accepted: false,
      reason: "how_many",
      admits: 4,
      usesLeft: 2,
      offerTitle: "Day lift pass",
    };
    expect(await redeem(deps, scan)).to.deep.equal(question);
    expect(await redeem(deps, scan)).to.deep.equal(question);
    expect(await scansOf(serialNumber)).to.have.length(0);
    const answer = await redeem(deps, { ...scan, admitted: 3 });
    expect(answer).to.include({ accepted: true, admitted: 3, usesLeft: 1 });
    expect(await redeem(deps, scan), "it is counted by now").to.deep.equal(answer);
  });

  it("a scan that asks counts a ticket for one, and refuses before it asks how many come in", async () => {
    const one = await atTheDoor();
    const asking = (code: string) => aScan(one.door, code, { admitted: "ask" });
    expect(await redeem(deps, asking(one.code))).to.include({ accepted: true, admitted: 1 });
    const elsewhere = await atTheDoor({ companions: 3 });
    expect(await redeem(deps, asking(elsewhere.code))).to.deep.equal({
      accepted: false,
      reason: "other_provider",
    });
  });

  it("a ticket that the same door reads again within a minute is a question, also while uses are left", async () => {
    for (const uses of [1, 3]) {
      deps.clock.set(testNow);
      const { serialNumber, offer, door, code } = await atTheDoor({ uses });
      const first = aScan(door, code, { admitted: "ask" });
      await redeem(deps, first);
      later(59);
      const again = await redeem(deps, aScan(door, code, { admitted: "ask" }));
      expect(again).to.deep.equal({
        accepted: false,
        reason: "just_scanned",
        secondsSinceLastUse: 59,
        lastScanId: first.scanId,
        offerTitle: offer.title.nb,
        ...(uses > 1 && { admits: 1, usesLeft: uses - 1 }),
      });
      expect(await scansOf(serialNumber)).to.have.length(1);
      later(60);
      const after = await redeem(deps, aScan(door, code, { admitted: "ask" }));
      expect(after.accepted).to.equal(uses > 1);
    }
  });

  it("a used ticket at another door is refused with how long ago it was used, also when that is sent again", async () => {
    const { offer, door, code } = await atTheDoor();
    const elsewhere = await aDoor(database.db, offer.providerId);
    await redeem(deps, aScan(door, code));
    later(7_260);
    const scan = aScan(elsewhere, code, { admitted: "ask" });
    const refusal = { accepted: false, reason: "used_up", secondsSinceLastUse: 7_260 };
    expect(await redeem(deps, scan)).to.deep.equal(refusal);
    later(9_000);
    expect(await redeem(deps, scan)).to.deep.equal(refusal);
  });

  it("an undo gives the use back, brings both wallets up to date, and takes the scan out of every count", async () => {
    const { offer, serialNumber, door, code } = await atTheDoor({ companions: 1 });
    const before = await findPass(database.db, serialNumber);
    const scan = aScan(door, code, { admitted: 2 });
    await redeem(deps, scan);
    expect(await getDoor(deps, door)).to.include({ admissions: 2 });
    later(60);
    const answer = await undo(door, scan.scanId);
    expect(answer).to.deep.equal({ undone: true, offerTitle: offer.title.nb });
    expect(await findPass(database.db, serialNumber)).to.include({
      state: "active",
      usesLeft: 1,
      endedAt: null,
      version: (before?.version ?? 0) + 2,
    });
    const [pushed] = await database
      .db("passes")
      .where({ serial_number: serialNumber })
      .pluck<number[]>("pushed_version");
    expect(pushed).to.be.lessThan((before?.version ?? 0) + 2);
    expect(await offerStatistics(database.db, offer.id)).to.include({ used: 0, admissions: 0 });
    expect(await database.db("settlements").where({ offer_id: offer.id })).to.deep.equal([]);
    expect(await getDoor(deps, door)).to.include({ admissions: 0 });
    expect(await undo(door, scan.scanId), "and is safe to repeat").to.deep.equal(answer);
    expect(await usesLeft(serialNumber)).to.equal(1);
    const replay = await refusalOf(redeem(deps, scan));
    expect(replay, "an undone scan lets nobody in").to.include({ code: "conflict" });
    expect(await redeem(deps, aScan(door, code))).to.include({ accepted: true });
  });

  it("an undo gives the use to an extra admission that was one too many, and its refund with it", async () => {
    const { offer, serialNumber, door, code } = await atTheDoor();
    const other = await aDoor(database.db, offer.providerId);
    const kept = { admittedOffline: true };
    const at = (minutes: number) => new Date(testNow.getTime() - minutes * 60 * second);
    const early = aScan(door, code, { ...kept, scannedAt: at(30) });
    const late = aScan(other, code, { ...kept, scannedAt: at(20) });
    const latest = aScan(other, code, { ...kept, scannedAt: at(10) });
    for (const scan of [latest, late, early]) await redeem(deps, scan);
    expect(await offerStatistics(database.db, offer.id)).to.include({
      used: 1,
      extraAdmissions: 2,
    });

    await undo(door, early.scanId);
    expect(await offerStatistics(database.db, offer.id)).to.include({
      used: 1,
      extraAdmissions: 1,
    });
    expect(await findPass(database.db, serialNumber)).to.include({ state: "used", usesLeft: 0 });
    expect(await redeem(deps, late)).to.not.have.property("extraAdmission");
    expect(await redeem(deps, latest)).to.have.property("extraAdmission", true);

    await undo(other, latest.scanId);
    expect(await usesLeft(serialNumber), "which took no use").to.equal(0);
    await undo(other, late.scanId);
    expect(await usesLeft(serialNumber)).to.equal(1);
    expect(await offerStatistics(database.db, offer.id)).to.include({ used: 0, admissions: 0 });
  });

  it("an undo is refused after a minute, of a refused scan, and from another scanner", async () => {
    const { offer, serialNumber, door, code } = await atTheDoor();
    const [scan, refused] = [aScan(door, code), aScan(door, code)];
    await redeem(deps, scan);
    await redeem(deps, refused);
    const other = await aDoor(database.db, offer.providerId);
    for (const [by, scanId] of [
      [door, refused.scanId],
      [door, randomUUID()],
      [other, scan.scanId],
    ] as const) {
      expect(await refusalOf(undo(by, scanId))).to.include({ code: "not_found" });
    }
    later(61);
    expect(await refusalOf(undo(door, scan.scanId))).to.include({ code: "conflict" });
    expect(await usesLeft(serialNumber)).to.equal(0);
    expect(await offerStatistics(database.db, offer.id)).to.include({ used: 1 });
  });

  it("an undo leaves a ticket ended that was revoked meanwhile", async () => {
    const { serialNumber, door, code } = await atTheDoor({ uses: 2 });
    const scan = aScan(door, code);
    await redeem(deps, scan);
    const ended = { state: "revoked", ended_at: testNow };
    await database.db("passes").where({ serial_number: serialNumber }).update(ended);
    await undo(door, scan.scanId);
    expect(await findPass(database.db, serialNumber)).to.include({ state: "revoked", usesLeft: 2 });
  });

  const nav: Actor = { role: "nav", id: "officer", municipalities: ["5025"] };
  const scanned = async (
    terms: Partial<Offer> = {},
    ticket: Omit<NonNullable<Parameters<typeof aPass>[1]>, "offer"> = {},
  ) => {
    const offer = await anOffer(database.db, terms);
    const { serialNumber, recipientId } = await aPass(database.db, { offer, ...ticket });
    const door = await aDoor(database.db, offer.providerId);
    const scan = aScan(door, barcodeOf(serialNumber, offer));
    expect(await redeem(deps, scan)).to.include({ accepted: true });
    return { offer, serialNumber, recipientId, door, scan };
  };
  const allocatedOf = async ({ id }: Offer) => (await findOffer(database.db, id))?.allocated;
  const fetched = { fetchedAt: testNow };

  it("an undo ends the ticket of an offer that was cancelled meanwhile, returns its place and owes its holder the message", async () => {
    const { offer, serialNumber, recipientId, door, scan } = await scanned({}, fetched);
    const actor: Actor = { role: "provider", id: "p", providerId: offer.providerId };
    await cancelOffer(deps, { actor, offerId: offer.id });
    expect(await allocatedOf(offer)).to.equal(1);
    await undo(door, scan.scanId);
    expect(await findPass(database.db, serialNumber)).to.include({ state: "revoked" });
    expect(await allocatedOf(offer)).to.equal(0);
    const owed = await database.db("messages").where({ cancelled_offer_id: offer.id });
    expect(owed.map(({ recipient_id }) => recipient_id as string)).to.deep.equal([recipientId]);
    expect(await redeem(deps, { ...scan, scanId: randomUUID() })).to.include({ reason: "revoked" });
  });

  for (const uses of [1, 2]) {
    it(`an undo after a replacement gives the use to the ticket in its place, with ${uses} uses`, async () => {
      const { serialNumber, door, scan } = await scanned({ uses }, fetched);
      const { serialNumber: current } = await replacePass(deps, { actor: nav, serialNumber });
      await undo(door, scan.scanId);
      expect(await findPass(database.db, current)).to.include({ state: "active", usesLeft: uses });
      expect(await findPass(database.db, serialNumber)).to.include({ state: "revoked" });
    });
  }

  it("an undo after a replacement takes the time back that the scan began", async () => {
    const terms = { uses: null, validFor: { hours: 2 } } as const;
    const { serialNumber, door, scan } = await scanned(terms, fetched);
    const { serialNumber: current } = await replacePass(deps, { actor: nav, serialNumber });
    const lasts = async () =>
      (
        await database.db("passes").where({ serial_number: current }).pluck("lasts_until")
      )[0] as Date | null;
    expect(await lasts()).to.not.equal(null);
    await undo(door, scan.scanId);
    expect(await lasts()).to.equal(null);
  });

  it("an undo after a revocation returns the place of a ticket that is unused again, and of no other", async () => {
    for (const { scans, left } of [
      { scans: 1, left: 0 },
      { scans: 2, left: 1 },
    ]) {
      const { offer, serialNumber, door, scan } = await scanned({ uses: 3 }, fetched);
      if (scans === 2) await redeem(deps, { ...scan, scanId: randomUUID() });
      await revokePass(deps, { actor: nav, serialNumber, reason: "wrong child" });
      expect(await allocatedOf(offer)).to.equal(1);
      await undo(door, scan.scanId);
      expect(await allocatedOf(offer)).to.equal(left);
      await undo(door, scan.scanId);
      expect(await allocatedOf(offer), "once").to.equal(left);
    }
  });

  it("an undo takes back that the scan counted as the first fetch, unless another scan or a fetch did", async () => {
    const claimUntil = new Date(testNow.getTime() + 86_400_000);
    const fetchOf = async (serialNumber: string) =>
      (
        await database.db("passes").where({ serial_number: serialNumber }).pluck("fetched_at")
      )[0] as Date | null;
    const once = await scanned({ uses: 2 }, { claimUntil });
    expect(await fetchOf(once.serialNumber)).to.deep.equal(testNow);
    await undo(once.door, once.scan.scanId);
    expect(await fetchOf(once.serialNumber)).to.equal(null);
    const twice = await scanned({ uses: 2 }, { claimUntil });
    await redeem(deps, { ...twice.scan, scanId: randomUUID() });
    await undo(twice.door, twice.scan.scanId);
    expect(await fetchOf(twice.serialNumber)).to.deep.equal(testNow);
    const fetchedAt = new Date(testNow.getTime() - 1000);
    const earlier = await scanned({}, { claimUntil, fetchedAt });
    await undo(earlier.door, earlier.scan.scanId);
    expect(await fetchOf(earlier.serialNumber)).to.deep.equal(fetchedAt);
  });

  describe("with undos and scans of one ticket at the same moment", () => {
    /** How many uses were lost or won: 0 is right. */
    const driftOf = async (within: TestDeps) => {
      const { offer, serialNumber, door, code } = await atTheDoor({ uses: 20 });
      const first = Array.from({ length: 4 }, () => aScan(door, code));
      for (const scan of first) await redeem(deps, scan);
      const others = await Promise.all(
        Array.from({ length: 4 }, () => aDoor(database.db, offer.providerId)),
      );
      await Promise.all([
        ...first.flatMap(({ scanId }) => [undo(door, scanId, within), undo(door, scanId, within)]),
        ...others.map((each) => redeem(within, aScan(each, code))),
      ]);
      const { used = 0 } = (await offerStatistics(database.db, offer.id)) ?? {};
      expect(used).to.equal(4);
      return 20 - used - ((await usesLeft(serialNumber)) ?? 0);
    };

    it("undos and scans at the same moment lose and win no use, in every one of ten rounds", async () => {
      for (let round = 0; round < 10; round++) expect(await driftOf(deps)).to.equal(0);
    });

    it("(negative control) undos and scans lose uses when the ticket is not locked", async () => {
      const unlocked = connectWithoutLocks(database.url);
      try {
        let drift = 0;
        for (let round = 0; round < 20 && drift === 0; round++) {
          drift = await driftOf({ ...deps, db: unlocked });
        }
        expect(drift).to.not.equal(0);
      } finally {
        await unlocked.destroy();
      }
    });
  });
});
