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
// The 15th is a Friday.
const hours: NonNullable<Offer["hours"]> = [
  { weekdays: [1, 2, 3, 4, 5], opens: "10:00", closes: "18:00" },
  { weekdays: [6], opens: "11:00", closes: "24:00" },
];
const closedUntil = (text: string) => ({
  accepted: false,
  reason: "closed_now",
  opensAt: oslo(text).toISOString(),
});

describe("a ticket with opening hours at the door", () => {
  const database = useDatabase();
  let deps: TestDeps;

  beforeEach(() => {
    deps = testDeps(database.db);
  });

  const atTheDoor = async (terms: Partial<Offer> = {}) => {
    const offer = await anOffer(database.db, { hours, ...terms });
    const { serialNumber } = await aPass(database.db, { offer });
    const door = await aDoor(database.db, offer.providerId);
    const code = barcodeOf(serialNumber, offer);
    const scan = (at: string, more: Partial<Scan> = {}) => {
      deps.clock.set(oslo(at));
      return redeem(deps, aScan(door, code, more));
    };
    const { doorDeviceId: id, providerId, token } = door;
    const device = { id, providerId, part: null, tokenHash: hashDoorToken(token) };
    const manifest = () => getDoorManifest(deps, { device });
    return { offer, code, scan, manifest };
  };

  it("a scan outside the hours is told when it opens again, the same when it is sent again", async () => {
    const { scan } = await atTheDoor({ uses: 2 });
    const scanId = "in the evening";
    expect(await scan("15T18:00", { scanId })).to.deep.equal(closedUntil("16T11:00"));
    expect(await scan("16T12:00", { scanId }), "as of its own time").to.deep.equal(
      closedUntil("16T11:00"),
    );
    expect(await scan("16T23:59")).to.include({ accepted: true, usesLeft: 1 });
    expect(await scan("17T12:00")).to.deep.equal(closedUntil("18T10:00"));
    expect(await scan("18T10:00")).to.include({ accepted: true, usesLeft: 0 });
    expect(await scan("18T20:00"), "and sent to no opening").to.include({ reason: "used_up" });
  });

  it("a ticket whose day is over by then is told of no opening", async () => {
    const { scan } = await atTheDoor({ uses: null, validFor: { days: 1 } });
    expect(await scan("15T17:59")).to.include({ accepted: true });
    expect(await scan("15T18:30")).to.deep.equal({ accepted: false, reason: "closed_now" });
    expect(await scan("16T12:00")).to.include({ reason: "time_up" });
  });

  it("a scan admitted offline outside the hours is an extra admission", async () => {
    const { scan } = await atTheDoor({ uses: 2 });
    const late = { scannedAt: oslo("15T18:10"), admittedOffline: true };
    expect(await scan("16T12:00", late)).to.include({
      accepted: true,
      extraAdmission: true,
      usesLeft: 2,
    });
  });

  it("a scan made before the hours became shorter counts by those that held, however late it comes", async () => {
    const { scan, offer } = await atTheDoor({ uses: 2 });
    const shorter = [{ weekdays: [5, 6], opens: "10:00", closes: "15:00" }];
    await database
      .db("offers")
      .where({ id: offer.id })
      .update({
        hours: JSON.stringify(shorter),
        moved_at: oslo("15T17:30"),
        moved_from_hours: JSON.stringify(hours),
      });
    const made = (at: string) => ({ scannedAt: oslo(at), admittedOffline: true });
    expect(await scan("15T19:00", made("15T17:00"))).to.not.have.property("extraAdmission");
    expect(await scan("15T19:00", made("15T17:45"))).to.include({ extraAdmission: true });
  });

  it("a scanner without coverage says what the service says, and when it opens again", async () => {
    const scanner = await offlineScanner();
    const { code, scan, manifest } = await atTheDoor({ uses: null, weekdays: [5, 6] });
    deps.clock.set(oslo("15T08:00"));
    const sent = await manifest();
    for (const at of ["15T09:59", "15T10:00", "15T18:00", "16T23:59", "17T00:00", "22T10:00"]) {
      const alone = await scanner.decide(sent, code, { at: oslo(at) });
      const answer = await scan(at);
      expect(alone.accepted, at).to.equal(answer.accepted);
      if (!answer.accepted) expect(alone, at).to.deep.equal(answer);
    }
  });

  for (const [what, stored] of [
    ["a day that ends before it begins", [{ weekdays: [1], opens: "18:00", closes: "10:00" }]],
    ["no hour of the clock", [{ weekdays: [1], opens: "10:00", closes: "24:30" }]],
    ["a day twice", [...hours, { weekdays: [6], opens: "10:00", closes: "11:00" }]],
    ["a day of no week", [{ weekdays: [8], opens: "10:00", closes: "18:00" }]],
    ["no end", [{ weekdays: [1], opens: "10:00" }]],
    ["no line", []],
  ] as const) {
    it(`the database refuses hours with ${what}`, async () => {
      const { offer } = await atTheDoor();
      const error: unknown = await database
        .owner("offers")
        .where({ id: offer.id })
        .update({ hours: JSON.stringify(stored) })
        .catch((refusal: unknown) => refusal);
      expect(error).to.have.property("code", "23514");
    });
  }

  it("the database refuses hours of an event", async () => {
    const { offer } = await atTheDoor();
    const error: unknown = await database
      .owner("offers")
      .where({ id: offer.id })
      .update({ event_start: oslo("16T18:00"), event_end: oslo("16T20:00") })
      .catch((refusal: unknown) => refusal);
    expect(error).to.include({ code: "23514", constraint: "hours_of_a_period" });
  });
});
