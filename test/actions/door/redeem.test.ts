import { randomBytes } from "node:crypto";
import { expect } from "chai";
import type { Knex } from "knex";
import { redeem } from "../../../src/actions/door/redeem.ts";
import { redeemBatch } from "../../../src/actions/door/redeem-batch.ts";
import { endPassesAndReturnQuota } from "../../../src/actions/passes/end-passes.ts";
import { connect } from "../../../src/db/connect.ts";
import { recordUnlimitedUse } from "../../../src/db/door/record-use.ts";
import { isLockTimeout } from "../../../src/db/driver-errors.ts";
import { findPass } from "../../../src/db/passes/passes.ts";
import type { Offer } from "../../../src/domain/offers/offer.ts";
import { ticketNumberText } from "../../../src/domain/passes/ticket-number.ts";
import { anOffer, aPass, testNow } from "../../support/builders.ts";
import { connectRewriting } from "../../support/connect-rewriting.ts";
import { useDatabase } from "../../support/database.ts";
import { globalChangeLock, noChangeLock } from "../../support/global-change-lock.ts";
import { withLoginSettings } from "../../support/login-settings.ts";
import { refusalOf } from "../../support/refusal-of.ts";
import { aDoor, aScan, barcodeOf } from "../../support/scans.ts";
import { testDeps, type TestDeps } from "../../support/test-deps.ts";
import { connectWithoutLocks } from "../../support/without-locks.ts";

const hour = 60 * 60_000;
const before = (ms: number) => new Date(testNow.getTime() - ms);

describe("redeeming at the door", () => {
  const database = useDatabase();
  let deps: TestDeps;

  beforeEach(() => {
    deps = testDeps(database.db);
  });

  /** An offer with one ticket and a door that scans it. */
  const atTheDoor = async (
    terms: Partial<Offer> = {},
    ticket: Omit<NonNullable<Parameters<typeof aPass>[1]>, "offer"> = {},
  ) => {
    const offer = await anOffer(database.db, terms);
    const { serialNumber } = await aPass(database.db, { offer, ...ticket });
    const door = await aDoor(database.db, offer.providerId);
    return { offer, serialNumber, door, barcode: barcodeOf(serialNumber, offer) };
  };

  const recorded = (scanId: string) =>
    database
      .db("redemptions")
      .where({ scan_id: scanId })
      .first<Record<string, unknown> | undefined>();

  for (const [what, uses] of [
    ["counted", 1],
    ["unlimited", null],
  ] as const) {
    it(`a redemption of a ticket with ${what} uses takes two statements`, async () => {
      const { door, barcode } = await atTheDoor({ uses });
      const scan = aScan(door, barcode);
      const statements: string[] = [];
      const note = (query: { sql: string }) => void statements.push(query.sql);
      database.db.on("query", note);
      await redeem(deps, scan);
      database.db.off("query", note);
      expect(statements).to.have.length(2);
    });
  }

  it("a redemption lets in, counts the use and raises the ticket's version", async () => {
    const { offer, serialNumber, door, barcode } = await atTheDoor({ companions: 2 });
    const scan = aScan(door, barcode, { admitted: 3 });
    expect(await redeem(deps, scan)).to.deep.equal({
      accepted: true,
      admits: 3,
      admitted: 3,
      usesLeft: 0,
      offerTitle: offer.title.nb,
    });
    const pass = await findPass(database.db, serialNumber);
    expect(pass).to.deep.include({ state: "used", usesLeft: 0, version: 2, endedAt: testNow });
    expect(await recorded(scan.scanId)).to.deep.include({
      serial_number: serialNumber,
      accepted: true,
      admitted: 3,
      uses_left: 0,
      scanned_at: testNow,
    });
  });

  describe("while a process is stopped in the middle of a revocation", () => {
    /** What a scan of another ticket of the offer ends with, with a lock that gives up at once. */
    const scanMeanwhile = async () => {
      const { offer, door, barcode } = await atTheDoor({ quota: 2 });
      const { serialNumber } = await aPass(database.db, { offer });
      const impatient = connect(database.url);
      const stopped = await database.db.transaction();
      try {
        await endPassesAndReturnQuota(stopped, [serialNumber], "revoked", { at: testNow });
        const answer = await withLoginSettings(database, { lock_timeout: "100ms" }, () =>
          redeem({ ...deps, db: impatient }, aScan(door, barcode)).catch((error: unknown) => error),
        );
        return isLockTimeout(answer) ? "waits" : answer;
      } finally {
        await stopped.rollback();
        await impatient.destroy();
      }
    };

    it("a scan of another ticket is answered", async () => {
      expect(await scanMeanwhile()).to.include({ accepted: true });
    });

    it("a scan of another ticket waits where every change takes one lock (negative control)", async () => {
      await database.owner.raw(globalChangeLock);
      try {
        expect(await scanMeanwhile()).to.equal("waits");
      } finally {
        await database.owner.raw(noChangeLock);
      }
    });
  });

  describe("a ticket with unlimited uses", () => {
    const impatient = (rewrite = (sql: string) => sql) => connectRewriting(database.url, rewrite);
    const scanWith = async (db: Knex, scan: Parameters<typeof redeem>[1]) => {
      try {
        const answer = await withLoginSettings(database, { lock_timeout: "100ms" }, () =>
          redeem({ ...deps, db }, scan).catch((error: unknown) => error),
        );
        return isLockTimeout(answer) ? "waits" : answer;
      } finally {
        await db.destroy();
      }
    };

    /** What a scan ends with while another door's scan of the ticket is being recorded. */
    const scanBesideAnother = async (rewrite?: (sql: string) => string) => {
      const { serialNumber, door, barcode } = await atTheDoor({ uses: null });
      const other = aScan(door, barcode);
      const use = { ...other, serialNumber, scannedAt: testNow, receivedAt: testNow };
      const ticket = { usesLeft: null, state: "active" } as const;
      const stopped = await database.db.transaction();
      try {
        const values = { ...use, ...ticket, admitted: 1, nextState: ticket.state };
        expect(await recordUnlimitedUse(stopped, values, ticket)).to.be.an("object");
        return await scanWith(impatient(rewrite), aScan(door, barcode));
      } finally {
        await stopped.rollback();
      }
    };
    const owning = (sql: string) => sql.replace("for share", "for no key update");

    it("a ticket with unlimited uses is let in at a door while another door is letting it in", async () => {
      expect(await scanBesideAnother()).to.include({ accepted: true });
    });

    it("a ticket with unlimited uses waits where a scan owns it (negative control)", async () => {
      expect(await scanBesideAnother(owning)).to.equal("waits");
    });

    /** What a scan ends with while the ticket is being revoked. */
    const scanBesideRevocation = async (rewrite?: (sql: string) => string) => {
      const { serialNumber, door, barcode } = await atTheDoor({ uses: null });
      const stopped = await database.db.transaction();
      try {
        await endPassesAndReturnQuota(stopped, [serialNumber], "revoked", { at: testNow });
        return await scanWith(impatient(rewrite), aScan(door, barcode));
      } finally {
        await stopped.rollback();
      }
    };

    it("a scan of a ticket with unlimited uses waits for its revocation", async () => {
      expect(await scanBesideRevocation()).to.equal("waits");
    });

    it("a scan of a ticket with unlimited uses overtakes its revocation without the shared lock (negative control)", async () => {
      const plain = (sql: string) => sql.replace("for share", "");
      expect(await scanBesideRevocation(plain)).to.include({ accepted: true });
    });

    it("a scan of a ticket with unlimited uses marks it as fetched, and keeps it from going back, where that is due", async () => {
      const claimUntil = new Date(testNow.getTime() + 1);
      const { serialNumber, door, barcode } = await atTheDoor({ uses: null }, { claimUntil });
      for (const returnAt of [null, claimUntil]) {
        await database.db("passes").where({ serial_number: serialNumber }).update({
          return_at: returnAt,
        });
        expect(await redeem(deps, aScan(door, barcode))).to.include({ accepted: true });
        const row = await database
          .db("passes")
          .where({ serial_number: serialNumber })
          .first<object>("fetched_at", "return_at");
        expect(row).to.deep.equal({ fetched_at: testNow, return_at: null });
      }
    });
  });

  it("a redemption leaves a trail that names offer and scanner, never the ticket", async () => {
    const { offer, serialNumber, door, barcode } = await atTheDoor();
    await redeem(deps, aScan(door, barcode));
    const events = await database.owner("audit_events").where({ subject: offer.id });
    expect(events).to.have.length(1);
    expect(events[0]).to.include({ actor: door.doorDeviceId, action: "ticket.redeemed" });
    expect(JSON.stringify(events)).not.to.contain(serialNumber);
  });

  it("a redemption counts as fetched only where the ticket could lapse", async () => {
    for (const claimUntil of [new Date(testNow.getTime() + 1), null]) {
      const { serialNumber, door, barcode } = await atTheDoor({ uses: 3 }, { claimUntil });
      await redeem(deps, aScan(door, barcode));
      const row = await database
        .db("passes")
        .where({ serial_number: serialNumber })
        .first<object>("fetched_at");
      expect(row).to.deep.equal({ fetched_at: claimUntil && testNow });
    }
  });

  it("a redemption lets a punch card in as often as it has uses", async () => {
    const { door, barcode } = await atTheDoor({ uses: 3 });
    const answers = [];
    for (let i = 0; i < 4; i++) answers.push(await redeem(deps, aScan(door, barcode)));
    expect(
      answers.map((answer) => (answer.accepted ? answer.usesLeft : answer.reason)),
    ).to.deep.equal([2, 1, 0, "used_up"]);
  });

  it("a redemption lets a season pass in without end, but only so often a day", async () => {
    const { door, barcode } = await atTheDoor({ uses: null, usesPerDay: 2 });
    const scanAt = async (now: string) => {
      deps.clock.set(new Date(now));
      const answer = await redeem(deps, aScan(door, barcode));
      return answer.accepted ? answer.usesLeft : answer.reason;
    };
    expect(await scanAt("2027-01-15T09:00:00+01:00")).to.equal(null);
    expect(await scanAt("2027-01-15T23:59:59+01:00")).to.equal(null);
    expect(await scanAt("2027-01-15T23:59:59+01:00")).to.equal("daily_limit");
    expect(await scanAt("2027-01-16T00:00:00+01:00")).to.equal(null);
  });

  it("a redemption answers a scan that is sent again as it did at first, and counts it once", async () => {
    const { serialNumber, door, barcode } = await atTheDoor({ uses: 5 });
    const scan = aScan(door, barcode);
    const first = await redeem(deps, scan);
    expect(await redeem(deps, scan)).to.deep.equal(first);
    const all = await Promise.all(Array.from({ length: 8 }, () => redeem(deps, scan)));
    for (const answer of all) expect(answer).to.deep.equal(first);
    expect((await findPass(database.db, serialNumber))?.usesLeft).to.equal(4);
  });

  it("a redemption counts a scan once that is sent eight times at the same moment", async () => {
    const { serialNumber, door, barcode } = await atTheDoor({ uses: 20 });
    for (let round = 0; round < 5; round++) {
      const scan = aScan(door, barcode);
      const all = await Promise.all(Array.from({ length: 8 }, () => redeem(deps, scan)));
      for (const answer of all) expect(answer).to.deep.equal(all[0]);
    }
    expect((await findPass(database.db, serialNumber))?.usesLeft).to.equal(15);
  });

  it("a redemption answers a scan that is sent again days later, when a new one would be too old", async () => {
    const { door, barcode } = await atTheDoor();
    const scan = aScan(door, barcode, { scannedAt: testNow });
    const first = await redeem(deps, scan);
    deps.clock.set(before(-100 * hour));
    expect(await redeem(deps, scan)).to.deep.equal(first);
  });

  it("a redemption answers a refusal that is sent again with the same reason, though the ticket has changed", async () => {
    const { serialNumber, door, barcode } = await atTheDoor({ weekdays: [7] });
    const scan = aScan(door, barcode);
    expect(await redeem(deps, scan)).to.deep.equal({ accepted: false, reason: "closed_day" });
    await database
      .db("passes")
      .where({ serial_number: serialNumber })
      .update({ state: "revoked", ended_at: testNow });
    expect(await redeem(deps, scan)).to.deep.equal({ accepted: false, reason: "closed_day" });
  });

  it("a redemption does not take a scan id that has come with another ticket", async () => {
    const one = await atTheDoor();
    const two = await atTheDoor();
    const scan = aScan(one.door, one.barcode);
    await redeem(deps, scan);
    const refusal = await refusalOf(redeem(deps, { ...scan, code: two.barcode }));
    expect(refusal.code).to.equal("conflict");
  });

  for (const [first, then] of [
    ["unreadable", "good"],
    ["good", "unreadable"],
  ] as const) {
    it(`a redemption does not answer a ${then} code as the ${first} one that had its scan id`, async () => {
      const { serialNumber, door, barcode } = await atTheDoor({ uses: 5 });
      const codes = { unreadable: "J2XX", good: barcode };
      const scan = aScan(door, codes[first]);
      const answer = await redeem(deps, scan);
      const refusal = await refusalOf(redeem(deps, { ...scan, code: codes[then] }));
      expect(refusal.code).to.equal("conflict");
      expect(await redeem(deps, scan)).to.deep.equal(answer);
      const counted = first === "good" ? 4 : 5;
      expect((await findPass(database.db, serialNumber))?.usesLeft).to.equal(counted);
    });
  }

  it("a redemption refuses from the transaction on in which the ticket is revoked", async () => {
    const { serialNumber, door, barcode } = await atTheDoor();
    await database
      .db("passes")
      .where({ serial_number: serialNumber })
      .update({ state: "revoked", ended_at: testNow });
    expect(await redeem(deps, aScan(door, barcode))).to.deep.equal({
      accepted: false,
      reason: "revoked",
    });
  });

  it("a redemption refuses another provider's ticket and tells nothing about it", async () => {
    const { barcode } = await atTheDoor();
    const { door } = await atTheDoor();
    const answer = await redeem(deps, aScan(door, barcode, { admitted: 9 }));
    expect(answer).to.deep.equal({ accepted: false, reason: "other_provider" });
  });

  const numberOf = async (serialNumber: string) =>
    (await findPass(database.db, serialNumber))?.ticketNumber ?? "";

  it("a redemption takes the ticket number as well as the code, and counts one scan once", async () => {
    const { serialNumber, door } = await atTheDoor({ uses: 3 });
    const scan = aScan(door, ticketNumberText(await numberOf(serialNumber)));
    const first = await redeem(deps, scan);
    expect(first).to.include({ accepted: true, usesLeft: 2 });
    expect(await redeem(deps, scan)).to.deep.equal(first);
  });

  it("a redemption knows no number of another provider, of a kept scan, or with a wrong digit", async () => {
    const { serialNumber, door } = await atTheDoor({ uses: 3 });
    const number = await numberOf(serialNumber);
    const elsewhere = await atTheDoor();
    const wrong = number.slice(0, 8) + String((Number(number[8]) + 1) % 10);
    for (const scan of [
      aScan(elsewhere.door, number),
      aScan(door, number, { scannedAt: before(hour) }),
      aScan(door, wrong),
    ]) {
      expect(await redeem(deps, scan)).to.include({ reason: "unknown_barcode" });
    }
  });

  it("a redemption records a barcode that names no ticket, without a ticket", async () => {
    const { offer, door } = await atTheDoor();
    const unknown = barcodeOf(randomBytes(16).toString("base64url"), offer);
    for (const barcode of [unknown, "4012345678901", "J2AAAA"]) {
      const scan = aScan(door, barcode);
      expect(await redeem(deps, scan)).to.deep.equal({
        accepted: false,
        reason: "unknown_barcode",
      });
      expect(await redeem(deps, scan)).to.deep.equal({
        accepted: false,
        reason: "unknown_barcode",
      });
      expect(await recorded(scan.scanId)).to.include({ serial_number: null, offer_id: null });
    }
  });

  it("a redemption does not let in more than the ticket admits, and counts nothing then", async () => {
    const { serialNumber, door, barcode } = await atTheDoor({ companions: 1 });
    const scan = aScan(door, barcode, { admitted: 3 });
    const refusal = await refusalOf(redeem(deps, scan));
    expect(refusal.code).to.equal("validation_failed");
    expect(refusal.errors[0]?.path).to.equal("admitted");
    expect((await findPass(database.db, serialNumber))?.state).to.equal("active");
    expect((await redeem(deps, { ...scan, admitted: 2 })).accepted).to.equal(true);
  });

  describe("of a scan made offline", () => {
    it("judges by the clock of the moment at which it was made", async () => {
      const validity = { from: before(1000 * hour), until: before(hour) };
      const { door, barcode } = await atTheDoor({ validity });
      expect(await redeem(deps, aScan(door, barcode))).to.include({ reason: "expired" });
      const then = aScan(door, barcode, { scannedAt: before(2 * hour) });
      expect((await redeem(deps, then)).accepted).to.equal(true);
      expect(await recorded(then.scanId)).to.deep.include({
        scanned_at: before(2 * hour),
        received_at: testNow,
      });
    });

    it("an offline scan's redemption counts it though the ticket has been marked expired since", async () => {
      const validity = { from: before(1000 * hour), until: before(hour) };
      const { serialNumber, door, barcode } = await atTheDoor(
        { validity, uses: 3 },
        { state: "expired", endedAt: before(hour), usesLeft: 3 },
      );
      const scan = aScan(door, barcode, { scannedAt: before(2 * hour) });
      expect(await redeem(deps, scan)).to.include({ accepted: true, usesLeft: 2 });
      const pass = await findPass(database.db, serialNumber);
      expect(pass).to.deep.include({ state: "expired", usesLeft: 2, endedAt: before(hour) });
    });

    for (const { what, terms, again } of [
      { what: "one use", terms: { uses: 1 }, again: { accepted: false, reason: "used_up" } },
      { what: "unlimited uses", terms: { uses: null }, again: { accepted: true } },
      {
        what: "a limit for a day",
        terms: { uses: null, usesPerDay: 1 },
        again: { accepted: true },
      },
      {
        what: "time from the first scan",
        terms: { uses: null, validFor: { hours: 2 } },
        again: { accepted: true },
      },
    ]) {
      it(`an offline scan's redemption counts it for a ticket with ${what} that is anonymised by then, and does not name it`, async () => {
        const validity = { from: before(1000 * hour), until: before(hour) };
        const { serialNumber, offer, door, barcode } = await atTheDoor(
          { validity, refundPerAdmissionOre: 5_000, ...terms },
          { state: "expired", endedAt: before(hour) },
        );
        await database.owner.raw("select anonymise_passes(array[?], now())", [serialNumber]);
        const scans = [26, 27].map((hours) => ({
          ...aScan(door, barcode, { admittedOffline: false }),
          scannedAt: before(hours * hour),
          admittedOffline: true,
        }));
        const [late, early] = await redeemBatch(deps, { ...door, scans });
        expect(early).to.include({ accepted: true, admitted: 1 });
        expect(await redeemBatch(deps, { ...door, scans }), "sent again").to.deep.equal([
          late,
          early,
        ]);
        const { municipality_number } = await database
          .db("passes")
          .where({ serial_number: serialNumber })
          .first<{ municipality_number: string }>();
        expect(await recorded(scans[1]?.scanId ?? "")).to.deep.include({
          serial_number: null,
          offer_id: offer.id,
          municipality_number,
        });
        const another = aScan(door, barcode, { scannedAt: before(26 * hour) });
        expect(await redeem(deps, another)).to.include(again);
        expect(await findPass(database.db, serialNumber)).to.include({ state: "expired" });
      });
    }

    it("a scan that the service cannot record is named to be sent again, and holds up no other", async () => {
      const { offer, serialNumber, door, barcode } = await atTheDoor();
      const { serialNumber: other } = await aPass(database.db, { offer });
      const scans = [barcode, barcodeOf(other, offer)].map((code) => ({
        ...aScan(door, code),
        scannedAt: before(hour),
      }));
      const held = await database.db.transaction();
      try {
        await held("passes").where({ serial_number: serialNumber }).forUpdate().first();
        const db = connect(database.url);
        const items = await withLoginSettings(database, { lock_timeout: "50ms" }, () =>
          redeemBatch({ ...deps, db }, { ...door, scans }),
        ).finally(() => db.destroy());
        expect(items[0]).to.have.nested.property("error.code", "unavailable");
        expect(items[1]).to.include({ accepted: true });
      } finally {
        await held.rollback();
      }
      expect((await redeemBatch(deps, { ...door, scans }))[0]).to.include({ accepted: true });
    });

    it("an offline scan's redemption refuses it when the ticket was revoked in between: its place is someone else's", async () => {
      const { door, barcode } = await atTheDoor({}, { state: "revoked" });
      const scan = aScan(door, barcode, { scannedAt: before(hour) });
      expect(await redeem(deps, scan)).to.include({ reason: "revoked" });
    });

    it("an offline scan's redemption counts it towards the limit of its own day", async () => {
      const { door, barcode } = await atTheDoor({ uses: null, usesPerDay: 1 });
      const yesterday = () => aScan(door, barcode, { scannedAt: before(24 * hour) });
      expect((await redeem(deps, aScan(door, barcode))).accepted).to.equal(true);
      expect((await redeem(deps, yesterday())).accepted).to.equal(true);
      expect(await redeem(deps, yesterday())).to.include({ reason: "daily_limit" });
    });

    for (const { what, scannedAt } of [
      { what: "more than 72 hours ago", scannedAt: before(72 * hour + 1) },
      { what: "in the future", scannedAt: before(-3 * 60_000) },
    ]) {
      it(`an offline scan's redemption does not believe a moment ${what}`, async () => {
        const { door, barcode } = await atTheDoor();
        const refusal = await refusalOf(redeem(deps, aScan(door, barcode, { scannedAt })));
        expect(refusal.errors[0]?.path).to.equal("scannedAt");
      });
    }

    it("forgives a clock that is a minute ahead", async () => {
      const { door, barcode } = await atTheDoor();
      const scan = aScan(door, barcode, { scannedAt: before(-60_000) });
      expect((await redeem(deps, scan)).accepted).to.equal(true);
      expect(await recorded(scan.scanId)).to.deep.include({ scanned_at: testNow });
    });

    it("an offline scan's redemption takes a batch in the order in which it was made, and lets one bad scan hold up no other", async () => {
      const { door, barcode } = await atTheDoor();
      const old = aScan(door, barcode, { scannedAt: before(100 * hour) });
      const second = aScan(door, barcode, { scannedAt: before(hour) });
      const first = aScan(door, barcode, { scannedAt: before(2 * hour) });
      const scans = [old, second, first].map((scan) => ({
        ...scan,
        scannedAt: scan.scannedAt as Date,
      }));
      const items = await redeemBatch(deps, { ...door, scans });
      expect(items.map(({ scanId }) => scanId)).to.deep.equal(scans.map(({ scanId }) => scanId));
      expect(items[0]).to.have.nested.property("error.code", "validation_failed");
      expect(items[1]).to.include({ accepted: false, reason: "used_up" });
      expect(items[2]).to.include({ accepted: true, usesLeft: 0 });
      expect(await redeemBatch(deps, { ...door, scans })).to.deep.equal(items);
    });
  });

  describe("of scans that scanners admitted offline", () => {
    const countedIds = async (serialNumber: string) =>
      database
        .owner("counted_redemptions")
        .where({ serial_number: serialNumber })
        .orderBy("scan_id")
        .pluck<string>("scan_id");
    const extras = async (serialNumber: string) =>
      database
        .owner("extra_admissions")
        .join("redemptions", "redemptions.id", "extra_admissions.redemption_id")
        .where({ serial_number: serialNumber })
        .select<Record<string, unknown>[]>("scan_id", "extra_admissions.reason", "admitted");

    it("the earliest scan takes the use in whatever order the scans of two scanners arrive", async () => {
      for (const order of [
        ["early", "late"],
        ["late", "early"],
      ] as const) {
        const { offer, serialNumber, door, barcode } = await atTheDoor({ companions: 1 });
        const other = await aDoor(database.db, offer.providerId);
        const scans = {
          early: aScan(door, barcode, { scanId: "early", scannedAt: before(2 * hour) }),
          late: aScan(other, barcode, { scanId: "late", scannedAt: before(hour), admitted: 2 }),
        };
        const answers = [];
        for (const name of order) {
          answers.push(await redeem(deps, { ...scans[name], admittedOffline: true }));
        }
        for (const answer of answers) expect(answer).to.include({ accepted: true, usesLeft: 0 });
        expect(answers[1]).to.have.property("accepted", true);
        expect("extraAdmission" in (answers[1] ?? {})).to.equal(order[1] === "late");
        expect(await countedIds(serialNumber)).to.deep.equal(["early"]);
        expect(await extras(serialNumber)).to.deep.equal([
          { scan_id: "late", reason: "used_up", admitted: 2 },
        ]);
        const again = await redeem(deps, { ...scans.late, admittedOffline: true });
        expect(again).to.include({ accepted: true, extraAdmission: true });
      }
    });

    it("a later scan that was accepted online is the extra admission of an earlier one offline", async () => {
      const { serialNumber, door, barcode } = await atTheDoor();
      await redeem(deps, aScan(door, barcode, { scanId: "online" }));
      const kept = aScan(door, barcode, { scanId: "kept", scannedAt: before(hour) });
      const answer = await redeem(deps, { ...kept, admittedOffline: true });
      expect(answer).to.include({ accepted: true }).and.not.have.property("extraAdmission");
      expect(await countedIds(serialNumber)).to.deep.equal(["kept"]);
    });

    it("the uses left and the refund stay what they were with each extra admission", async () => {
      const { offer, serialNumber, door, barcode } = await atTheDoor({
        uses: 3,
        usesPerDay: 1,
        refundPerAdmissionOre: 100_00,
      });
      const at = (hours: number) =>
        aScan(door, barcode, { scannedAt: before(hours * hour), admittedOffline: true });
      for (const hours of [2, 1, 26, 3, 50, 51, 27]) await redeem(deps, at(hours));
      expect((await findPass(database.db, serialNumber))?.usesLeft).to.equal(0);
      const settled = await database
        .owner("settlements")
        .where({ offer_id: offer.id })
        .select<object[]>("uses", "admissions", "refund_ore");
      expect(settled).to.deep.equal([{ uses: 3, admissions: 3, refund_ore: 30000 }]);
      expect((await extras(serialNumber)).map(({ reason }) => reason)).to.have.length(4);
    });

    it("a scan of a ticket that was revoked in between is an extra admission", async () => {
      const { serialNumber, door, barcode } = await atTheDoor({}, { state: "revoked" });
      const scan = aScan(door, barcode, { scannedAt: before(hour), admittedOffline: true });
      expect(await redeem(deps, scan)).to.include({ accepted: true, extraAdmission: true });
      expect(await countedIds(serialNumber)).to.deep.equal([]);
      expect(await extras(serialNumber)).to.have.length(1);
      expect((await findPass(database.db, serialNumber))?.state).to.equal("revoked");
    });

    it("a scan that its scanner refused takes no use", async () => {
      const { serialNumber, door, barcode } = await atTheDoor();
      const scan = aScan(door, barcode, { scannedAt: before(hour), admittedOffline: false });
      const refused = { accepted: false, reason: "refused_offline" };
      expect(await redeem(deps, scan)).to.deep.equal(refused);
      expect(await redeem(deps, scan)).to.deep.equal(refused);
      expect((await findPass(database.db, serialNumber))?.usesLeft).to.equal(1);
    });

    it("a scan that its scanner took back before it had an answer counts nothing, whether it came earlier or not", async () => {
      for (const cameEarlier of [true, false]) {
        const { serialNumber, door, barcode } = await atTheDoor();
        const scan = { ...aScan(door, barcode), scannedAt: before(hour) };
        const sent = (decided: Partial<typeof scan> & { undone?: boolean }) =>
          redeemBatch(deps, { ...door, scans: [{ ...scan, ...decided }] });
        if (cameEarlier) {
          expect((await sent({ admittedOffline: true }))[0]).to.include({ accepted: true });
        }
        deps.clock.set(before(-hour));
        const takenBack = { admittedOffline: false, undone: true };
        const refused = { accepted: false, reason: "refused_offline" };
        expect((await sent(takenBack))[0]).to.include(refused);
        expect((await sent(takenBack))[0], "and is safe to repeat").to.include(refused);
        expect(await countedIds(serialNumber)).to.deep.equal([]);
        const ticket = await findPass(database.db, serialNumber);
        expect(ticket).to.include({ state: "active", usesLeft: 1 });
        deps.clock.set(testNow);
      }
    });

    it("a scan of another provider's ticket is refused, whatever its scanner decided", async () => {
      const { barcode } = await atTheDoor();
      const { door } = await atTheDoor();
      const scan = aScan(door, barcode, { scannedAt: before(hour), admittedOffline: true });
      expect(await redeem(deps, scan)).to.deep.equal({ accepted: false, reason: "other_provider" });
    });

    it("eight scanners that arrive at the same moment leave one use to the earliest", async () => {
      const { offer, serialNumber, barcode } = await atTheDoor();
      const doors = await Promise.all(
        Array.from({ length: 8 }, () => aDoor(database.db, offer.providerId)),
      );
      await Promise.all(
        doors.map((door, index) =>
          redeem(
            deps,
            aScan(door, barcode, {
              scanId: String(index),
              scannedAt: before((index + 1) * 60_000),
              admittedOffline: true,
            }),
          ),
        ),
      );
      expect(await countedIds(serialNumber)).to.deep.equal(["7"]);
      expect(await extras(serialNumber)).to.have.length(7);
    });
  });

  describe("with eight doors at one ticket's last use", () => {
    const acceptedOfEight = async (within: TestDeps) => {
      const { offer, barcode } = await atTheDoor();
      const doors = await Promise.all(
        Array.from({ length: 8 }, () => aDoor(database.db, offer.providerId)),
      );
      const answers = await Promise.all(doors.map((door) => redeem(within, aScan(door, barcode))));
      return answers.filter(({ accepted }) => accepted).length;
    };

    it("the last use of a ticket at eight doors accepts one, in every one of twenty rounds", async () => {
      for (let round = 0; round < 20; round++) expect(await acceptedOfEight(deps)).to.equal(1);
    });

    it("(negative control) accepts several when the ticket is neither locked nor compared", async () => {
      const unlocked = connectWithoutLocks(database.url);
      try {
        let most = 0;
        for (let round = 0; round < 20 && most < 2; round++) {
          most = Math.max(most, await acceptedOfEight({ ...deps, db: unlocked }));
        }
        expect(most).to.be.greaterThan(1);
      } finally {
        await unlocked.destroy();
      }
    });
  });
});
