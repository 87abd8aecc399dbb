import { randomBytes } from "node:crypto";
import { expect } from "chai";
import { getDoorManifest } from "../../../src/actions/door/get-door-manifest.ts";
import { hashDoorToken } from "../../../src/actions/door/door-token.ts";
import { redeem } from "../../../src/actions/door/redeem.ts";
import type { Scan } from "../../../src/actions/door/scan.ts";
import { redeemBatch } from "../../../src/actions/door/redeem-batch.ts";
import { endPassesAndReturnQuota } from "../../../src/actions/passes/end-passes.ts";
import { fromBase32, toBase32 } from "../../../src/domain/passes/base32.ts";
import type { Offer } from "../../../src/domain/offers/offer.ts";
import { KeyRing } from "../../../src/key-ring.ts";
import { createBarcodeSigner } from "../../../src/wallets/barcode-signer.ts";
import { anOffer, aPass, testNow } from "../../support/builders.ts";
import { useDatabase } from "../../support/database.ts";
import { offlineScanner } from "../../support/offline-scanner.ts";
import { aDoor, aScan, barcodeOf } from "../../support/scans.ts";
import { testDeps, type TestDeps } from "../../support/test-deps.ts";

const hour = 3_600_000;
const from = (ms: number) => new Date(testNow.getTime() + ms);

/** A code with one of its 110 bytes changed. */
function altered(code: string, at: number): string {
  const bytes = Buffer.from(fromBase32(code.slice(2)) ?? []);
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  return `J2${toBase32(bytes)}`;
}

describe("hostile tickets and scanners", () => {
  const database = useDatabase();
  let deps: TestDeps;
  let scanner: Awaited<ReturnType<typeof offlineScanner>>;

  before(async () => {
    scanner = await offlineScanner();
  });
  beforeEach(() => {
    deps = testDeps(database.db);
  });

  const aTicket = async (
    terms: Partial<Offer> = {},
    pass: Omit<NonNullable<Parameters<typeof aPass>[1]>, "offer"> = {},
  ) => {
    const offer = await anOffer(database.db, terms);
    const { serialNumber } = await aPass(database.db, { offer, ...pass });
    const door = await aDoor(database.db, offer.providerId);
    return { offer, serialNumber, door, code: barcodeOf(serialNumber, offer) };
  };
  type Door = Awaited<ReturnType<typeof aDoor>>;

  const manifestFor = ({ doorDeviceId, providerId, token }: Door) =>
    getDoorManifest(deps, {
      device: { id: doorDeviceId, providerId, part: null, tokenHash: hashDoorToken(token) },
    });

  /** What the scanner says offline and online; it goes online for this. */
  const answersTo = async (door: Door, code: string) => {
    const offline = await scanner.decide(await manifestFor(door), code, { at: testNow });
    const online = await redeem(deps, aScan(door, code));
    const said = (answer: { accepted: boolean; reason?: string }) => answer.reason ?? "accepted";
    return [said(offline), said(online)];
  };

  it("a scanner says offline what the service says online, of every kind of ticket", async () => {
    const later = { from: from(hour), until: from(24 * hour) };
    const over = { from: from(-24 * hour), until: from(-hour) };
    const cases: [Parameters<typeof aTicket>[0], Parameters<typeof aTicket>[1], string][] = [
      [{}, {}, "accepted"],
      [{ uses: null, usesPerDay: 1 }, {}, "accepted"],
      [{ uses: 3 }, { usesLeft: 1 }, "accepted"],
      [{}, { state: "revoked" }, "revoked"],
      [{}, { state: "returned" }, "returned"],
      [{}, { state: "lapsed" }, "lapsed"],
      [{}, { state: "used", usesLeft: 0 }, "used_up"],
      [{ uses: 3 }, { state: "revoked", usesLeft: 2 }, "revoked"],
      [{ validity: later }, {}, "not_yet_valid"],
      [{ weekdays: [1] }, {}, "closed_day"],
      [{ blackout: [["2027-01-15", "2027-01-15"]] }, {}, "closed_day"],
      [{ hours: [{ weekdays: [6], opens: "00:00", closes: "24:00" }] }, {}, "closed_now"],
      [{ weekdays: [5], blackout: [["2027-01-16", "2027-01-16"]] }, {}, "accepted"],
    ];
    for (const [terms, pass, expected] of cases) {
      const { door, code } = await aTicket(terms, pass);
      const what = JSON.stringify([terms, pass]);
      expect(await answersTo(door, code), what).to.deep.equal([expected, expected]);
    }
    // An offer that is over is no longer in the manifest; a scanner still has the one from before.
    const { door, code } = await aTicket({ validity: over });
    deps.clock.set(from(-2 * hour));
    const before = await manifestFor(door);
    expect(await scanner.decide(before, code, { at: testNow })).to.include({ reason: "expired" });
    deps.clock.set(testNow);
    expect(await redeem(deps, aScan(door, code))).to.include({ reason: "expired" });
  });

  it("a forged or altered code is unknown, whichever byte was changed", async () => {
    const { offer, serialNumber, door, code } = await aTicket({ uses: 5 });
    const stranger = new KeyRing([{ id: "test", secret: randomBytes(32) }]);
    const forged = createBarcodeSigner(stranger).sign({
      serialNumber,
      offerId: offer.id,
      validFrom: offer.validity.from,
      validUntil: offer.validity.until,
      uses: null,
      admits: 9,
    });
    const bytes = Buffer.from(fromBase32(code.slice(2)) ?? []);
    const underOurName = `J2${toBase32(Buffer.concat([bytes.subarray(0, 46), randomBytes(64)]))}`;
    const unknown = ["unknown_barcode", "unknown_barcode"];
    for (const text of [forged, underOurName, code.slice(0, -8), code + code]) {
      expect(await answersTo(door, text)).to.deep.equal(unknown);
    }
    const { keys } = await manifestFor(door);
    for (let at = 0; at < 110; at += 1) {
      expect(await scanner.verifyBarcode(altered(code, at), keys), `byte ${at}`).to.equal(
        undefined,
      );
    }
    expect(await answersTo(door, altered(code, 42))).to.deep.equal(unknown);
    expect(await answersTo(door, code)).to.deep.equal(["accepted", "accepted"]);
  });

  it("a code is verified alike in browsers whose WebCrypto lacks Ed25519", async () => {
    const { door, code } = await aTicket();
    const { keys } = await manifestFor(door);
    const { subtle } = crypto;
    const importKey = subtle.importKey.bind(subtle);
    subtle.importKey = () => Promise.reject(new DOMException("", "NotSupportedError"));
    try {
      expect(await scanner.verifyBarcode(code, keys)).to.have.property("admits", 1);
      for (const at of [0, 42, 45, 46, 109]) {
        expect(await scanner.verifyBarcode(altered(code, at), keys)).to.equal(undefined);
      }
    } finally {
      subtle.importKey = importKey;
    }
  });

  it("a code that is shown again, or as a screenshot on another phone, is used up", async () => {
    const { offer, door, code } = await aTicket();
    const manifest = await manifestFor(door);
    const again = await scanner.decide(manifest, code, { at: testNow, ownUses: [testNow] });
    expect(again).to.deep.equal({ accepted: false, reason: "used_up" });
    await redeem(deps, aScan(door, code));
    const other = await aDoor(database.db, offer.providerId);
    expect(await answersTo(other, code)).to.deep.equal(["used_up", "used_up"]);
  });

  it("a screenshot at two scanners without coverage is one use and a question to the provider", async () => {
    const { offer, serialNumber, code, door } = await aTicket({ refundPerAdmissionOre: 100_00 });
    const other = await aDoor(database.db, offer.providerId);
    for (const [each, minutes] of [
      [other, 10],
      [door, 20],
    ] as const) {
      const at = from(-minutes * 60_000);
      const decided = await scanner.decide(await manifestFor(each), code, { at });
      expect(decided.accepted).to.equal(true);
    }
    for (const [each, minutes] of [
      [other, 10],
      [door, 20],
    ] as const) {
      const scannedAt = from(-minutes * 60_000);
      const scan = { ...aScan(each, code), scannedAt, admittedOffline: true };
      await redeemBatch(deps, { ...each, scans: [scan] });
    }
    const settled = await database.owner("settlements").where({ offer_id: offer.id });
    expect(settled).to.have.length(1);
    expect(settled[0]).to.include({ uses: 1, refund_ore: 100_00 });
    const counted = await database
      .owner("counted_redemptions")
      .where({ serial_number: serialNumber })
      .pluck<string>("door_device_id");
    expect(counted, "the earlier one").to.deep.equal([door.doorDeviceId]);
  });

  it("another offer's ticket is judged by the terms of its own", async () => {
    const { offer, door } = await aTicket();
    const other = await anOffer(database.db, { providerId: offer.providerId, weekdays: [7] });
    const { serialNumber } = await aPass(database.db, { offer: other });
    const code = barcodeOf(serialNumber, other);
    expect(await answersTo(door, code)).to.deep.equal(["closed_day", "closed_day"]);
  });

  it("another provider's ticket is for another place", async () => {
    const { door } = await aTicket();
    const { code } = await aTicket();
    expect(await answersTo(door, code)).to.deep.equal(["other_provider", "other_provider"]);
  });

  it("a ticket that is revoked after the manifest is admitted until the next one, as an extra admission", async () => {
    const { serialNumber, door, code } = await aTicket();
    const stale = await manifestFor(door);
    await database.db.transaction((trx) =>
      endPassesAndReturnQuota(trx, [serialNumber], "revoked", { at: testNow }),
    );
    const decided = await scanner.decide(stale, code, { at: testNow });
    expect(decided.accepted).to.equal(true);
    const scan: Scan = { ...aScan(door, code), scannedAt: testNow, admittedOffline: true };
    expect(await redeem(deps, scan)).to.include({ accepted: true, extraAdmission: true });
    expect(await answersTo(door, code)).to.deep.equal(["revoked", "revoked"]);
  });

  it("a difference brings a scanner's manifest to what the whole one says", async () => {
    const { offer, door, code } = await aTicket({ uses: 3 });
    await aPass(database.db, { offer, state: "revoked" });
    const first = await manifestFor(door);
    await redeem(deps, aScan(door, code));
    const device = {
      id: door.doorDeviceId,
      providerId: door.providerId,
      part: null,
      tokenHash: hashDoorToken(door.token),
    };
    const difference = await getDoorManifest(deps, { device, since: first.since });
    expect(difference.complete).to.equal(false);
    const merged = scanner.ticketsOf(difference, scanner.ticketsOf(first));
    expect(merged).to.deep.equal(scanner.ticketsOf(await manifestFor(door)));
    expect(merged.size).to.equal(2);
  });

  it("a scanner whose clock is hours ahead or behind counts a use on the day it says, or says why not", async () => {
    const { door, code } = await aTicket({ uses: 3 });
    const kept = (ms: number) => ({
      ...aScan(door, code),
      scannedAt: from(ms),
      admittedOffline: true,
    });
    const [behind, ahead] = await redeemBatch(deps, {
      ...door,
      scans: [kept(-5 * hour), kept(5 * hour)],
    });
    expect(behind).to.include({ accepted: true, usesLeft: 2 });
    expect(ahead).to.have.nested.property("error.code", "validation_failed");
  });

  it("a manifest alone makes no ticket and recognises none", async () => {
    const { offer, serialNumber, door, code } = await aTicket({}, { state: "revoked" });
    const manifest = await manifestFor(door);
    const text = JSON.stringify(manifest);
    for (const secret of [serialNumber, code, code.slice(20, 60)]) {
      expect(text).not.to.contain(secret);
    }
    for (const key of manifest.keys) expect(key).to.not.have.property("d");
    // Under another scanner's salt, the same ticket is not in it.
    const other = await manifestFor(await aDoor(database.db, offer.providerId));
    const joined = await scanner.decide({ ...manifest, salt: other.salt }, code, { at: testNow });
    expect(joined.accepted, "the ids belong to one scanner").to.equal(true);
  });
});
