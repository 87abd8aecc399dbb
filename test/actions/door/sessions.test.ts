import { expect } from "chai";
import { getDoorManifest } from "../../../src/actions/door/get-door-manifest.ts";
import { hashDoorToken } from "../../../src/actions/door/door-token.ts";
import { redeem } from "../../../src/actions/door/redeem.ts";
import type { Scan } from "../../../src/actions/door/scan.ts";
import { eventAsText } from "../../../src/domain/offers/sessions.ts";
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

  type Door = Awaited<ReturnType<typeof atTheDoor>>["door"];
  const manifestFor = ({ doorDeviceId: id, providerId, token }: Door, at: string) => {
    deps.clock.set(oslo(at));
    return getDoorManifest(deps, {
      device: { id, providerId, part: null, tokenHash: hashDoorToken(token) },
    });
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
    const sent = await manifestFor(door, "15T10:00");
    for (const at of ["15T17:29", "15T17:30", "15T20:00", "16T12:00", "16T13:00", "22T20:00"]) {
      const alone = await scanner.decide(sent, code, { at: oslo(at) });
      const answer = await scan(at);
      expect(alone.accepted ? "accepted" : alone.reason, at).to.equal(
        answer.accepted ? "accepted" : answer.reason,
      );
    }
  });

  it("a ticket is sent to no date at which its time is over, with or without coverage", async () => {
    const evenings = ["15", "16"].map((day) => ({
      start: oslo(`${day}T18:00`),
      end: oslo(`${day}T20:00`),
    }));
    const [friday, saturday] = evenings.map(eventAsText);
    for (const [hours, refusal] of [
      [3, { accepted: false, reason: "time_up", lastsUntil: oslo("15T21:00").toISOString() }],
      [24, { accepted: false, reason: "time_up", lastsUntil: oslo("16T18:00").toISOString() }],
      [25, { accepted: false, reason: "between_sessions", nextSession: saturday }],
    ] as const) {
      const terms = { uses: null, validFor: { hours }, sessions: evenings };
      const { door, code, scan } = await atTheDoor(terms);
      const sent = await manifestFor(door, "15T10:00");
      const scanner = await offlineScanner();
      const alone = (at: string, ownUses: Date[] = []) =>
        scanner.decide(sent, code, { at: oslo(at), ownUses });
      const waits = { accepted: false, reason: "between_sessions", nextSession: friday };
      expect(await scan("15T17:30"), `${hours} hours, before`).to.deep.equal(waits);
      expect(await alone("15T17:30"), `${hours} hours, before, alone`).to.deep.equal(waits);
      await scan("15T18:00");
      const scanId = `after ${hours} hours`;
      expect(await scan("15T20:30", { scanId })).to.deep.equal(refusal);
      expect(await scan("15T20:40", { scanId }), "sent again").to.deep.equal(refusal);
      const { reason, ...others } = refusal;
      const said = "nextSession" in others ? { nextSession: others.nextSession } : {};
      expect(await alone("15T20:30", [oslo("15T18:00")])).to.deep.equal({
        accepted: false,
        reason,
        ...said,
      });
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
