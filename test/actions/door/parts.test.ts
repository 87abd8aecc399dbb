import { expect } from "chai";
import { getDoor } from "../../../src/actions/door/get-door.ts";
import { getDoorManifest } from "../../../src/actions/door/get-door-manifest.ts";
import { hashDoorToken } from "../../../src/actions/door/door-token.ts";
import { listDoorParts } from "../../../src/actions/door/list-door-parts.ts";
import { redeem } from "../../../src/actions/door/redeem.ts";
import type { Scan } from "../../../src/actions/door/scan.ts";
import { undoRedemption } from "../../../src/actions/door/undo-redemption.ts";
import { getOfferStatistics } from "../../../src/actions/statistics/get-offer-statistics.ts";
import { getProviderStatistics } from "../../../src/actions/statistics/get-provider-statistics.ts";
import { countUnused } from "../../../src/db/passes/pass-ending.ts";
import type { Offer } from "../../../src/domain/offers/offer.ts";
import { anOffer, aPass, testNow } from "../../support/builders.ts";
import { clientModule } from "../../support/client-module.ts";
import { useDatabase } from "../../support/database.ts";
import { offlineScanner } from "../../support/offline-scanner.ts";
import { refusalOf } from "../../support/refusal-of.ts";
import { aDoor, aScan, barcodeOf } from "../../support/scans.ts";
import { testDeps, type TestDeps } from "../../support/test-deps.ts";
import { connectWithoutLocks } from "../../support/without-locks.ts";

const parts = [
  { key: "entry", label: { nb: "Inngang", en: "Entry" } },
  { key: "popcorn", label: { nb: "Popcorn", en: "Popcorn" } },
];
const entry = { key: "entry", label: "Inngang", usesLeft: 1 };
const popcorn = { key: "popcorn", label: "Popcorn", usesLeft: 1 };
const minute = 60_000;
const at = (minutes: number) => new Date(testNow.getTime() + minutes * minute);

describe("a ticket with parts", () => {
  const database = useDatabase();
  let deps: TestDeps;

  beforeEach(() => {
    deps = testDeps(database.db);
  });

  const atTheDoor = async (terms: Partial<Offer> = {}) => {
    const offer = await anOffer(database.db, {
      ...{ parts, uses: 1, companions: 1, refundPerAdmissionOre: 100_00 },
      ...terms,
    });
    const { serialNumber } = await aPass(database.db, { offer });
    const door = await aDoor(database.db, offer.providerId);
    const code = barcodeOf(serialNumber, offer);
    const scan = (more: Partial<Scan> = {}, minutes = 0) => {
      deps.clock.set(at(minutes));
      return redeem(deps, aScan(door, code, more));
    };
    const kept = (minutes: number, more: Partial<Scan>) =>
      redeem(deps, aScan(door, code, { scannedAt: at(minutes), admittedOffline: true, ...more }));
    const pass = () =>
      database
        .owner("passes")
        .where({ serial_number: serialNumber })
        .first<{ state: string; uses_left: number; parts_left: number[]; version: number }>();
    const settled = async () =>
      database
        .owner("settlements")
        .where({ offer_id: offer.id })
        .select<{ uses: number }[]>("uses", "admissions", "refund_ore");
    return { offer, serialNumber, door, code, scan, kept, pass, settled };
  };

  it("each part is ticked off once, in any order, and the entry alone is an admission and a refund", async () => {
    const { scan, pass, settled, offer, door, serialNumber } = await atTheDoor();
    const first = await scan({ part: "popcorn", admitted: 2 });
    expect(first).to.deep.include({
      ...{ accepted: true, admitted: 2, usesLeft: 0, partsLeft: [entry] },
      part: { key: "popcorn", label: "Popcorn", letsIn: false },
    });
    expect(await pass()).to.deep.include({ state: "active", uses_left: 1, parts_left: [1, 0] });
    const unused = await database.db.transaction((trx) => countUnused(trx, [serialNumber]));
    expect(unused, "what had popcorn is not given back").to.deep.equal([]);
    expect(await settled()).to.deep.equal([]);
    expect(await scan({ part: "popcorn" }, 2)).to.deep.equal({
      ...{ accepted: false, reason: "used_up", secondsSinceLastUse: 120, partsLeft: [entry] },
    });
    const second = await scan({ part: "entry", admitted: 2 });
    expect(second).to.deep.include({
      ...{ accepted: true, partsLeft: [] },
      part: { key: "entry", label: "Inngang", letsIn: true },
    });
    expect(await pass()).to.deep.include({ state: "used", uses_left: 0, parts_left: [0, 0] });
    expect(await settled()).to.deep.equal([{ uses: 1, admissions: 2, refund_ore: 200_00 }]);
    expect(await getDoor(deps, door), "two people, not four").to.include({ admissions: 2 });
    const actor = { role: "provider", id: "key", providerId: offer.providerId } as const;
    const counts = await getOfferStatistics(deps, { actor, offerId: offer.id });
    expect(counts).to.deep.include({ used: 1, admissions: 2 });
    expect(counts.parts?.map(({ key, used }) => [key, used])).to.deep.equal([
      ["entry", 1],
      ["popcorn", 1],
    ]);
  });

  it("a ticket for several uses has each part so often", async () => {
    const { scan, pass } = await atTheDoor({ uses: 2 });
    await scan({ part: "popcorn" });
    await scan({ part: "popcorn" });
    expect(await scan({ part: "popcorn" })).to.deep.include({ reason: "used_up" });
    expect(await scan({ part: "entry" })).to.deep.include({
      ...{ usesLeft: 1, partsLeft: [entry] },
    });
    expect(await pass()).to.deep.include({ state: "active", uses_left: 1, parts_left: [1, 0] });
  });

  it("a scan that asks is asked which part, and then how many", async () => {
    const { scan } = await atTheDoor();
    expect(await scan({ admitted: "ask" })).to.deep.equal({
      ...{ accepted: false, reason: "which_part", partsLeft: [entry, popcorn] },
      ...{ admits: 2, offerTitle: "Dagskort i skitrekket" },
    });
    expect(await scan({ admitted: "ask", part: "entry" })).to.include({ reason: "how_many" });
    await scan({ part: "entry" });
    expect(await scan({ admitted: "ask" })).to.deep.include({ partsLeft: [popcorn] });
    expect(await scan({ admitted: "ask", part: "entry" })).to.include({ reason: "just_scanned" });
    await scan({ part: "popcorn" });
    expect(await scan({}, 5), "nothing is left to choose").to.include({ reason: "used_up" });
  });

  for (const [what, terms, scanned, message] of [
    ["without a part", {}, {}, "must be one of entry, popcorn"],
    ["of a part that it lacks", {}, { part: "drink" }, "must be one of entry, popcorn"],
    [
      "of a part of a ticket without parts",
      { parts: undefined },
      { part: "entry" },
      "must be absent, since the ticket has no parts",
    ],
    [
      "of another part than its scanner's",
      {},
      { part: "entry", doorPart: "popcorn" },
      "must be popcorn, the only part that this scanner ticks off",
    ],
  ] as const) {
    it(`a scan ${what} is refused with what would be right`, async () => {
      const { scan, pass } = await atTheDoor(terms);
      const refusal = await refusalOf(scan(scanned));
      expect(refusal.errors).to.deep.equal([{ path: "part", code: "part", message }]);
      expect(await pass()).to.include({ uses_left: 1, parts_left: null });
    });
  }

  it("a scanner of one part needs no name, and refuses a ticket without it", async () => {
    const { scan } = await atTheDoor();
    expect(await scan({ doorPart: "popcorn" })).to.deep.include({ partsLeft: [entry] });
    const plain = await atTheDoor({ parts: undefined });
    expect(await plain.scan({ doorPart: "popcorn" })).to.deep.equal({
      accepted: false,
      reason: "other_part",
    });
    expect(await plain.scan()).to.include({ accepted: true });
  });

  it("a provider chooses a scanner's part among those of its offers that are not over, each once", async () => {
    const { offer } = await atTheDoor();
    const own = { providerId: offer.providerId, uses: 1 };
    await anOffer(database.db, { ...own, parts });
    const validity = { from: at(-20), until: at(-10) };
    const drink = { key: "drink", label: { nb: "Brus" } };
    await anOffer(database.db, { ...own, validity, parts: [...parts.slice(0, 1), drink] });
    await atTheDoor({ parts: [...parts.slice(0, 1), drink] });
    const actor = { role: "provider", id: "key", providerId: offer.providerId } as const;
    expect(await listDoorParts(deps, { actor })).to.deep.equal(parts);
  });

  it("an undo gives the part back, and a scan sent again answers as before", async () => {
    const { scan, pass, door } = await atTheDoor();
    await scan({ part: "popcorn", scanId: "first" });
    const { version } = await pass();
    const again = await scan({ part: "popcorn", scanId: "first" });
    expect(again).to.deep.include({ accepted: true, partsLeft: [entry] });
    await undoRedemption(deps, { ...door, scanId: "first", language: "nb" });
    expect(await pass()).to.deep.include({ uses_left: 1, parts_left: null, version: version + 1 });
    expect(await scan({ part: "popcorn" })).to.include({ accepted: true });
  });

  it("the earliest kept scan of a part takes it, in whatever order they arrive", async () => {
    const made = [
      { minutes: -9, part: "popcorn" },
      { minutes: -7, part: "entry" },
      { minutes: -5, part: "popcorn" },
      { minutes: -3, part: "entry" },
    ];
    for (const order of [made, made.toReversed(), [2, 0, 3, 1].flatMap((i) => made[i] ?? [])]) {
      const { kept, pass, serialNumber, settled } = await atTheDoor();
      for (const { minutes, part } of order) await kept(minutes, { part, scanId: `at ${minutes}` });
      expect(await pass()).to.deep.include({ state: "used", parts_left: [0, 0] });
      const extra = await database
        .owner("extra_admissions")
        .join("redemptions", "redemptions.id", "redemption_id")
        .where({ serial_number: serialNumber })
        .orderBy("scanned_at")
        .pluck("scan_id");
      expect(extra).to.deep.equal(["at -5", "at -3"]);
      expect(await settled()).to.deep.equal([{ uses: 1, admissions: 1, refund_ore: 100_00 }]);
    }
  });

  it("a second popcorn is no extra admission, as a second entry is", async () => {
    const { kept, offer } = await atTheDoor();
    const actor = { role: "provider", id: "key", providerId: offer.providerId } as const;
    const extraAdmissions = async () => {
      const { items } = await getProviderStatistics(deps, { actor, page: 1 });
      const one = await getOfferStatistics(deps, { actor, offerId: offer.id });
      return [one.extraAdmissions, items[0]?.extraAdmissions];
    };
    for (const minutes of [-9, -8]) await kept(minutes, { part: "popcorn" });
    expect(await extraAdmissions()).to.deep.equal([0, 0]);
    for (const minutes of [-7, -6]) await kept(minutes, { part: "entry" });
    expect(await extraAdmissions()).to.deep.equal([1, 1]);
  });

  it("a refusal that is sent again tells when its own part was ticked off", async () => {
    const { scan } = await atTheDoor();
    await scan({ part: "popcorn" });
    await scan({ part: "entry" }, 1);
    for (const [part, secondsSinceLastUse] of [
      ["popcorn", 180],
      ["entry", 120],
    ] as const) {
      const scanId = `${part} again`;
      const refused = { accepted: false, reason: "used_up", secondsSinceLastUse };
      expect(await scan({ part, scanId }, 3)).to.deep.include(refused);
      expect(await scan({ part, scanId }, 4)).to.deep.include(refused);
    }
  });

  it("a scanner that got no answer keeps the scan's id for the same part alone", async () => {
    const { nextAttempt } = (await clientModule("door-attempt.js")) as {
      nextAttempt: (
        before: object | undefined,
        code: string,
        part?: string,
      ) => { scanId: string; part?: string };
    };
    const asked = nextAttempt(undefined, "J2A");
    const popcorn = nextAttempt(asked, "J2A", "popcorn");
    const again = nextAttempt(popcorn, "J2A");
    for (const same of [popcorn, again, nextAttempt(again, "J2A", "popcorn")]) {
      expect(same.scanId).to.equal(asked.scanId);
    }
    for (const other of [nextAttempt(again, "J2A", "entry"), nextAttempt(again, "J2B")]) {
      expect(other.scanId).to.not.equal(asked.scanId);
    }
  });

  describe("with two scanners at one part", () => {
    const usesOfTwo = async (within: TestDeps) => {
      const { offer, code, serialNumber } = await atTheDoor();
      const doors = await Promise.all(
        Array.from({ length: 2 }, () => aDoor(database.db, offer.providerId)),
      );
      const answers = await Promise.all(
        doors.map((door) => redeem(within, aScan(door, code, { part: "popcorn" }))),
      );
      const recorded = await database
        .owner("part_uses")
        .where({ serial_number: serialNumber })
        .pluck("part");
      expect(answers.filter(({ accepted }) => accepted)).to.have.length(recorded.length);
      return recorded.length;
    };

    it("one of two scanners ticks the part off, in every one of ten rounds", async () => {
      for (let round = 0; round < 10; round++) expect(await usesOfTwo(deps)).to.equal(1);
    });

    it("(negative control) both do when the ticket is not locked", async () => {
      const unlocked = connectWithoutLocks(database.url);
      try {
        let most = 1;
        for (let round = 0; round < 20 && most < 2; round++) {
          most = Math.max(most, await usesOfTwo({ ...deps, db: unlocked }));
        }
        expect(most).to.equal(2);
      } finally {
        await unlocked.destroy();
      }
    });
  });

  it("a scanner without coverage says what the service says, by the manifest and its own scans", async () => {
    const scanner = await offlineScanner();
    const { door, code, scan } = await atTheDoor();
    const { doorDeviceId: id, providerId } = door;
    const tokenHash = hashDoorToken(door.token);
    const manifest = (since?: string, part: string | null = null) =>
      getDoorManifest(deps, { device: { id, providerId, part, tokenHash }, since });
    type Sent = Awaited<ReturnType<typeof manifest>>;
    const said = async (sent: Sent, part: string, own: string[] = []) => {
      const ownUses = own.map((key) => ({ at: at(0), part: key }));
      const decision = await scanner.decide(sent, code, { at: at(1), part, ownUses });
      return decision.accepted ? "accepted" : decision.reason;
    };
    const unused = await manifest();
    expect(await said(unused, "entry")).to.equal("accepted");
    expect(await said(unused, "entry", ["popcorn"])).to.equal("accepted");
    expect(await said(unused, "popcorn", ["popcorn"])).to.equal("used_up");
    await scan({ part: "popcorn", scanId: "first" });
    const begun = await manifest(unused.since);
    expect(begun.complete).to.equal(false);
    for (const sent of [begun, await manifest()]) {
      expect(await said(sent, "popcorn")).to.equal("used_up");
      expect(await said(sent, "entry")).to.equal("accepted");
    }
    await undoRedemption(deps, { ...door, scanId: "first", language: "nb" });
    const undone = await manifest(begun.since);
    const left = scanner.partsOf(undone, scanner.partsOf(begun));
    expect([...left.values()], "which the next manifest takes back").to.deep.equal([[1, 1]]);
    const plain = await atTheDoor({ parts: undefined, providerId });
    const kiosk = await manifest(undefined, "popcorn");
    const decision = await scanner.decide(kiosk, plain.code, { at: at(1) });
    expect(decision).to.deep.equal({ accepted: false, reason: "other_part" });
  });

  it("an anonymised ticket keeps its counts by part, and is not admitted again", async () => {
    const scanner = await offlineScanner();
    const { scan, pass, offer, door, code, serialNumber, settled } = await atTheDoor();
    const device = {
      ...door,
      id: door.doorDeviceId,
      part: null,
      tokenHash: hashDoorToken(door.token),
    };
    const { since } = await getDoorManifest(deps, { device });
    await scan({ part: "entry" });
    await scan({ part: "popcorn" });
    const counts = await settled();
    await database.db.raw("select anonymise_passes(array[?], ?)", [serialNumber, at(2)]);
    expect(await pass()).to.include({ state: "used", uses_left: 0, parts_left: null });
    expect(await settled()).to.deep.equal(counts);
    const kept = await database.owner("part_uses").where({ offer_id: offer.id }).pluck("part");
    expect(kept.sort()).to.deep.equal([1, 2]);
    for (const part of ["entry", "popcorn"]) {
      expect(await scan({ part }, 5)).to.include({ accepted: false, reason: "used_up" });
    }
    for (const complete of [false, true]) {
      const manifest = await getDoorManifest(deps, { device, since: complete ? undefined : since });
      expect(manifest).to.include({ complete });
      for (const part of ["entry", "popcorn"]) {
        const alone = await scanner.decide(manifest, code, { at: at(5), part });
        expect(alone, part).to.deep.equal({ accepted: false, reason: "used_up" });
      }
    }
  });

  for (const [what, change] of [
    ["one part", { parts: JSON.stringify(parts.slice(1)) }],
    ["two parts of one key", { parts: JSON.stringify([parts[0], parts[0]]) }],
    ["unlimited uses", { uses: null }],
    ["a limit for a day", { uses_per_day: 1 }],
    ["other parts than its tickets have", { parts: JSON.stringify(parts.toReversed()) }],
  ] as const) {
    it(`the database refuses an offer with parts and ${what}`, async () => {
      const { offer } = await atTheDoor();
      const error: unknown = await database
        .owner("offers")
        .where({ id: offer.id })
        .update(change)
        .catch((refusal: unknown) => refusal);
      expect(error).to.have.property("code", "23514");
    });
  }

  it("the database refuses a redemption of a part that the offer lacks, and more uses of a part than there are", async () => {
    const { offer, door, serialNumber } = await atTheDoor();
    const codeOf = (work: Promise<unknown>) =>
      work.then(
        () => undefined,
        (error: unknown) => (error as { code?: string }).code,
      );
    const redemption = {
      ...{ door_device_id: door.doorDeviceId, scan_id: "1", serial_number: serialNumber },
      ...{ offer_id: offer.id, scanned_at: testNow, received_at: testNow },
      ...{ accepted: true, admitted: 1, part: 3 },
    };
    expect(await codeOf(database.owner("redemptions").insert(redemption))).to.equal("23514");
    const exceeded = { parts_left: [1, -1] };
    const passes = database.owner("passes").where({ serial_number: serialNumber });
    expect(await codeOf(passes.update(exceeded))).to.equal("23514");
  });
});
