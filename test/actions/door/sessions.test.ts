import { expect } from "chai";
import { getDoorManifest } from "../../../src/actions/door/get-door-manifest.ts";
import { hashDoorToken } from "../../../src/actions/door/door-token.ts";
import { redeem } from "../../../src/actions/door/redeem.ts";
import type { Scan } from "../../../src/actions/door/scan.ts";
import type { Offer } from "../../../src/domain/offers/offer.ts";
import { anOffer, aPass } from "../../support/builders.ts";
import { useDatabase } from "../../support/database.ts";
import { offlineScanner } from "../../support/offline-scanner.ts";
import { aDoor, aScan, barcodeOf } from "../../support/scans.ts";
import { testDeps, type TestDeps } from "../../support/test-deps.ts";

const oslo = (text: string) => new Date(`2027-01-${text}:00+01:00`);
const sessions = [
  { doors: oslo("15T17:30"), start: oslo("15T18:00"), end: oslo("15T20:00") },
  { start: oslo("16T12:00"), end: oslo("16T13:00") },
  { start: oslo("22T18:00"), end: oslo("22T20:00") },
];
const second = { start: "2027-01-16T11:00:00.000Z", end: "2027-01-16T12:00:00.000Z" };

describe("a ticket for several dates at the door", () => {
  const database = useDatabase();
  let deps: TestDeps;

  beforeEach(() => {
    deps = testDeps(database.db);
  });

  const atTheDoor = async (terms: Partial<Offer> = {}) => {
    const offer = await anOffer(database.db, { sessions, ...terms });
    const { serialNumber } = await aPass(database.db, { offer });
    const door = await aDoor(database.db, offer.providerId);
    const code = barcodeOf(serialNumber, offer);
    const scan = (at: string, more: Partial<Scan> = {}) => {
      deps.clock.set(oslo(at));
      return redeem(deps, aScan(door, code, more));
    };
    return { offer, door, code, scan };
  };

  it("a ticket for one use is good at any one of the dates, and then used up", async () => {
    const { scan } = await atTheDoor({ uses: 1 });
    expect(await scan("16T12:30")).to.include({ accepted: true, usesLeft: 0 });
    expect(await scan("22T18:30")).to.include({ accepted: false, reason: "used_up" });
    expect(await scan("17T18:30"), "and not sent to the next").to.include({ reason: "used_up" });
  });

  it("a ticket for two uses is good at two dates, from doors to end", async () => {
    const { scan } = await atTheDoor({ uses: 2 });
    expect(await scan("15T17:30")).to.include({ accepted: true, usesLeft: 1 });
    expect(await scan("16T12:00")).to.include({ accepted: true, usesLeft: 0 });
  });

  it("a scan between the dates is refused and told the next, the same when it is sent again", async () => {
    const { scan } = await atTheDoor({ uses: 2 });
    const refusal = { accepted: false, reason: "between_sessions", nextSession: second };
    const scanId = "between";
    expect(await scan("15T20:00", { scanId })).to.deep.equal(refusal);
    expect(await scan("21T12:00", { scanId }), "as of its own time").to.deep.equal(refusal);
    expect(await scan("15T17:29")).to.deep.include({
      reason: "between_sessions",
      nextSession: {
        doors: "2027-01-15T16:30:00.000Z",
        start: "2027-01-15T17:00:00.000Z",
        end: "2027-01-15T19:00:00.000Z",
      },
    });
    expect(await scan("22T20:00"), "after the last").to.include({ reason: "expired" });
  });

  it("a scan admitted offline between the dates is an extra admission", async () => {
    const { scan } = await atTheDoor({ uses: 2 });
    const scannedAt = oslo("15T21:00");
    expect(await scan("16T09:00", { scannedAt, admittedOffline: true })).to.include({
      accepted: true,
      extraAdmission: true,
      usesLeft: 2,
    });
  });

  it("a scanner without coverage says what the service says", async () => {
    const scanner = await offlineScanner();
    const { door, code, scan } = await atTheDoor({ uses: null });
    const tokenHash = hashDoorToken(door.token);
    deps.clock.set(oslo("15T10:00"));
    const sent = await getDoorManifest(deps, {
      device: { id: door.doorDeviceId, providerId: door.providerId, tokenHash },
    });
    for (const at of ["15T17:29", "15T17:30", "15T20:00", "16T12:00", "16T13:00", "22T20:00"]) {
      const alone = await scanner.decide(sent, code, { at: oslo(at) });
      const answer = await scan(at);
      expect(alone.accepted ? "accepted" : alone.reason, at).to.equal(
        answer.accepted ? "accepted" : answer.reason,
      );
    }
  });

  for (const [what, stored] of [
    ["an end before its start", [{ start: "2027-01-15T17:00Z", end: "2027-01-15T16:00Z" }]],
    ["no end", [{ start: "2027-01-15T17:00Z" }]],
    ["none", []],
  ] as const) {
    it(`the database refuses sessions with ${what}`, async () => {
      const { offer } = await atTheDoor();
      const error: unknown = await database
        .owner("offers")
        .where({ id: offer.id })
        .update({ sessions: JSON.stringify(stored) })
        .catch((refusal: unknown) => refusal);
      expect(error).to.have.property("code", "23514");
    });
  }
});
