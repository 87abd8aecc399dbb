import { expect } from "chai";
import { getDoor } from "../../../src/actions/door/get-door.ts";
import { getDoorManifest } from "../../../src/actions/door/get-door-manifest.ts";
import { hashDoorToken } from "../../../src/actions/door/door-token.ts";
import { redeem } from "../../../src/actions/door/redeem.ts";
import type { Scan } from "../../../src/actions/door/scan.ts";
import { undoRedemption } from "../../../src/actions/door/undo-redemption.ts";
import { expirePasses } from "../../../src/actions/passes/expire-passes.ts";
import { sweepOwedWork } from "../../../src/actions/operations/sweep-owed-work.ts";
import { offerStatistics } from "../../../src/db/statistics/statistics.ts";
import type { Offer } from "../../../src/domain/offers/offer.ts";
import { anOffer, aPass, testNow } from "../../support/builders.ts";
import { useDatabase } from "../../support/database.ts";
import { offlineScanner } from "../../support/offline-scanner.ts";
import { aDoor, aScan, barcodeOf } from "../../support/scans.ts";
import { testDeps, type TestDeps } from "../../support/test-deps.ts";
import { connectWithoutLocks } from "../../support/without-locks.ts";

const minute = 60_000;
const hour = 60 * minute;
/** 11:00 in Oslo on 15 January 2027. */
const at = (hours: number) => new Date(testNow.getTime() + hours * hour);
const midnight = "2027-01-15T23:00:00.000Z";

describe("a ticket whose time begins with its first scan", () => {
  const database = useDatabase();
  let deps: TestDeps;

  beforeEach(() => {
    deps = testDeps(database.db);
  });

  const atTheDoor = async (terms: Partial<Offer> = {}) => {
    const offer = await anOffer(database.db, {
      uses: null,
      validFor: { days: 1 },
      companions: 1,
      refundPerAdmissionOre: 100_00,
      ...terms,
    });
    const { serialNumber } = await aPass(database.db, { offer });
    const door = await aDoor(database.db, offer.providerId);
    const code = barcodeOf(serialNumber, offer);
    const scan = (hours: number, more: Partial<Scan> = {}) => {
      deps.clock.set(at(hours));
      return redeem(deps, aScan(door, code, more));
    };
    /** A scan of this hour that arrives at noon. */
    const kept = (hours: number, more: Partial<Scan> = {}) => {
      const scannedAt = at(hours);
      return redeem(deps, aScan(door, code, { scannedAt, admittedOffline: true, ...more }));
    };
    const pass = () =>
      database
        .owner("passes")
        .where({ serial_number: serialNumber })
        .first<{ state: string; uses_left: number; version: number; lasts_until: Date }>();
    const settled = async () =>
      database
        .owner("settlements")
        .where({ offer_id: offer.id })
        .select<{ uses: number }[]>("uses", "admissions", "refund_ore");
    return { offer, serialNumber, door, code, scan, kept, pass, settled };
  };

  it("a day card opens the gate at each ride of its day, and not the day after", async () => {
    const { scan, pass, settled, offer, door } = await atTheDoor();
    expect(await scan(0, { admitted: 2 })).to.include({ accepted: true, lastsUntil: midnight });
    const { version } = await pass();
    for (const hours of [0.5, 1, 12.99]) {
      expect(await scan(hours)).to.include({ accepted: true, lastsUntil: midnight });
    }
    expect((await pass()).version, "a re-entry changes nothing on the ticket").to.equal(version);
    expect(await scan(13)).to.deep.equal({
      accepted: false,
      reason: "time_up",
      lastsUntil: midnight,
    });
    expect(await settled(), "one use, two people").to.deep.equal([
      { uses: 1, admissions: 2, refund_ore: 200_00 },
    ]);
    expect(await offerStatistics(database.db, offer.id)).to.include({
      used: 1,
      admissions: 2,
      extraAdmissions: 0,
    });
    deps.clock.set(testNow);
    expect(await getDoor(deps, door)).to.include({ admissions: 2 });
  });

  it("a ticket for three hours ends to the second, and one for two days at the second midnight", async () => {
    const hours = await atTheDoor({ validFor: { hours: 3 } });
    await hours.scan(0);
    expect(await hours.scan(2.999)).to.include({ accepted: true });
    expect(await hours.scan(3)).to.include({ accepted: false, reason: "time_up" });
    const days = await atTheDoor({ validFor: { days: 2 } });
    await days.scan(0);
    expect(await days.scan(36.99)).to.include({ accepted: true });
    expect(await days.scan(37)).to.include({ accepted: false, reason: "time_up" });
  });

  it("a punch card counts each scan while its time lasts", async () => {
    const { scan, pass, settled } = await atTheDoor({ uses: 3, validFor: { days: 7 } });
    expect(await scan(0)).to.include({ usesLeft: 2 });
    expect(await scan(24)).to.include({ usesLeft: 1 });
    expect(await scan(24 * 7)).to.include({ accepted: false, reason: "time_up" });
    await expirePasses(deps);
    expect(await pass()).to.include({ state: "used", uses_left: 1 });
    expect(await settled()).to.deep.equal([{ uses: 2, admissions: 2, refund_ore: 200_00 }]);
  });

  it("the end of the validity ends a ticket's time earlier", async () => {
    const validity = { from: at(-1), until: at(2) };
    const { scan } = await atTheDoor({ validity });
    expect(await scan(0)).to.include({ lastsUntil: validity.until.toISOString() });
    expect(await scan(2)).to.include({ reason: "expired" });
  });

  it("an undo of the first scan takes the time back, and gives it to the next", async () => {
    const { door, scan, pass, settled } = await atTheDoor({ validFor: { hours: 3 } });
    await scan(0, { scanId: "first" });
    const { version } = await pass();
    const undo = (scanId: string) =>
      undoRedemption(deps, { doorDeviceId: door.doorDeviceId, scanId, language: "nb" });
    await undo("first");
    expect(await pass()).to.include({ lasts_until: null, state: "active", version: version + 1 });
    expect(await settled()).to.deep.equal([]);
    await scan(4, { scanId: "second" });
    await scan(4 + 0.01, { scanId: "third" });
    await undo("second");
    expect((await pass()).lasts_until).to.deep.equal(at(7.01));
    expect(await settled()).to.deep.equal([{ uses: 1, admissions: 1, refund_ore: 100_00 }]);
  });

  it("the earliest of kept scans begins the time, in whatever order they arrive", async () => {
    const hours = [1, 3, 5, 9];
    for (const order of [hours, hours.toReversed(), [3, 9, 1, 5]]) {
      const { kept, pass, serialNumber, settled } = await atTheDoor({ validFor: { hours: 3 } });
      deps.clock.set(at(10));
      for (const each of order) await kept(each, { scanId: `at ${each}` });
      expect((await pass()).lasts_until).to.deep.equal(at(4));
      expect(await pass()).to.include({ state: "used" });
      const extra = await database
        .owner("extra_admissions")
        .join("redemptions", "redemptions.id", "redemption_id")
        .where({ serial_number: serialNumber })
        .orderBy("scanned_at")
        .select("scan_id", "extra_admissions.reason");
      expect(extra, order.join()).to.deep.equal([
        { scan_id: "at 5", reason: "time_up" },
        { scan_id: "at 9", reason: "time_up" },
      ]);
      expect(await settled()).to.deep.equal([{ uses: 1, admissions: 1, refund_ore: 100_00 }]);
    }
  });

  for (const [what, handedOut, fetched] of [
    ["a ticket with a deadline shows as its fetch", null, at(0)],
    ["a ticket that was handed out on paper does not show as a fetch", testNow, null],
  ] as const) {
    it(`a use of ${what}`, async () => {
      const { scan, pass, serialNumber } = await atTheDoor();
      await database
        .db("passes")
        .where({ serial_number: serialNumber })
        .update({ claim_until: at(24), handed_out_at: handedOut });
      await scan(0);
      expect(await pass()).to.deep.include({
        fetched_at: fetched,
        lasts_until: new Date(midnight),
      });
    });
  }

  describe("with eight doors at a ticket's first scan", () => {
    const usesOfEight = async (within: TestDeps) => {
      const { offer, code, settled } = await atTheDoor();
      deps.clock.set(at(0));
      const doors = await Promise.all(
        Array.from({ length: 8 }, () => aDoor(database.db, offer.providerId)),
      );
      const answers = await Promise.all(doors.map((door) => redeem(within, aScan(door, code))));
      for (const answer of answers) expect(answer).to.include({ lastsUntil: midnight });
      return (await settled()).map(({ uses }) => uses);
    };

    it("one of the doors takes the use and the others read re-entries, in every one of ten rounds", async () => {
      for (let round = 0; round < 10; round++) {
        expect(await usesOfEight(deps)).to.deep.equal([1]);
      }
    });

    it("(negative control) several take a use when the ticket is not locked", async () => {
      const unlocked = connectWithoutLocks(database.url);
      try {
        let most = 1;
        for (let round = 0; round < 20 && most < 2; round++) {
          const [uses = 0] = await usesOfEight({ ...deps, db: unlocked });
          most = Math.max(most, uses);
        }
        expect(most).to.be.greaterThan(1);
      } finally {
        await unlocked.destroy();
      }
    });
  });

  it("a ticket whose time is over ends as used, since NAV may not read from it when it began", async () => {
    const { scan, pass } = await atTheDoor({ validFor: { hours: 3 } });
    await scan(0);
    deps.clock.set(at(2.9));
    await expirePasses(deps);
    expect(await pass()).to.include({ state: "active" });
    deps.clock.set(at(3));
    const jobs: string[] = [];
    await sweepOwedWork({ ...deps, enqueue: (job) => Promise.resolve(void jobs.push(job)) });
    expect(jobs, "the rows show it as owed").to.include("expire-due");
    await expirePasses(deps);
    expect(await pass()).to.include({ state: "used" });
    expect(await scan(3)).to.include({ accepted: false, reason: "time_up" });
  });

  it("an anonymised ticket keeps no trace of when its time began", async () => {
    const { scan, pass, serialNumber, settled } = await atTheDoor();
    await scan(0);
    await scan(1);
    const counts = await settled();
    await database.db.raw("select anonymise_passes(array[?], ?)", [serialNumber, at(2)]);
    expect(await pass()).to.include({ lasts_until: null });
    expect(await settled(), "the provider is owed the same").to.deep.equal(counts);
  });

  for (const uses of [null, 3]) {
    it(`an anonymised ticket whose time was over is not admitted again, with ${uses ?? "unlimited"} uses`, async () => {
      const { scan, kept, pass, serialNumber } = await atTheDoor({ uses, validFor: { hours: 3 } });
      await scan(0);
      deps.clock.set(at(3));
      await expirePasses(deps);
      await database.db.raw("select anonymise_passes(array[?], ?)", [serialNumber, at(4)]);
      expect(await scan(4)).to.include({ accepted: false, reason: "used_up" });
      expect(await kept(2)).to.include({ accepted: true, extraAdmission: true });
      expect(await pass()).to.include({ state: "used", uses_left: 0, lasts_until: null });
    });
  }

  it("a scanner without coverage says what the service says, by the manifest and its own scans", async () => {
    const scanner = await offlineScanner();
    const { door, code, scan } = await atTheDoor({ validFor: { hours: 3 } });
    const tokenHash = hashDoorToken(door.token);
    const device = { id: door.doorDeviceId, providerId: door.providerId, part: null, tokenHash };
    const manifest = (since?: string) => getDoorManifest(deps, { device, since });
    const said = async (sent: Awaited<ReturnType<typeof manifest>>, hours: number, own: Date[]) => {
      const decision = await scanner.decide(sent, code, { at: at(hours), ownUses: own });
      return decision.accepted ? "accepted" : decision.reason;
    };
    const unused = await manifest();
    expect(await said(unused, 50, [])).to.equal("accepted");
    expect(await said(unused, 2.9, [at(0)])).to.equal("accepted");
    expect(await said(unused, 3, [at(1), at(0)])).to.equal("time_up");
    await scan(0, { scanId: "first" });
    const begun = await manifest(unused.since);
    expect(begun.complete).to.equal(false);
    for (const sent of [begun, await manifest()]) {
      expect(await said(sent, 2.9, [])).to.equal("accepted");
      expect(await said(sent, 3, [])).to.equal("time_up");
      expect(await said(sent, 2.9, [at(-1)]), "an own earlier scan").to.equal("time_up");
    }
    await undoRedemption(deps, { ...door, scanId: "first", language: "nb" });
    const undone = await manifest(begun.since);
    const times = scanner.timesOf(undone, scanner.timesOf(begun));
    expect([...times], "which the next manifest takes back").to.deep.equal([]);
  });

  for (const [what, terms] of [
    ["a use alone", { uses: 1 }],
    ["no days", { valid_for: JSON.stringify({ days: 0 }) }],
    ["days without a number", { valid_for: JSON.stringify({ days: null }) }],
    ["days and hours", { valid_for: JSON.stringify({ days: 1, hours: 1 }) }],
  ] as const) {
    it(`the database refuses an offer with time for ${what}`, async () => {
      const { offer } = await atTheDoor();
      const error: unknown = await database
        .owner("offers")
        .where({ id: offer.id })
        .update(terms)
        .catch((refusal: unknown) => refusal);
      expect(error).to.have.property("code", "23514");
    });
  }
});
