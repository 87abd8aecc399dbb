import { expect } from "chai";
import {
  decideRedemption,
  redemptionReasons,
  type RedeemablePass,
} from "../../../src/domain/door/redemption.ts";

/** A Friday in the middle of the validity. */
const at = new Date("2027-01-15T12:00:00+01:00");
const day = 24 * 60 * 60_000;

const aTicket = (overrides: Partial<RedeemablePass> = {}): RedeemablePass => ({
  providerId: "lift",
  state: "active",
  usesLeft: 1,
  endedAt: null,
  validity: {
    from: new Date("2026-10-01T00:00:00+02:00"),
    until: new Date("2027-07-01T00:00:00+02:00"),
  },
  usedThatDay: 0,
  lastsUntil: null,
  ...overrides,
});

const refused = (reason: string) => ({ accepted: false, reason });

describe("a scan at the door", () => {
  it("a scan lets in, and marks the ticket used with its last use", () => {
    expect(decideRedemption(aTicket({ usesLeft: 1 }), "lift", at)).to.deep.equal({
      accepted: true,
      usesLeft: 0,
      nextState: "used",
    });
  });

  it("a scan counts down a punch card", () => {
    expect(decideRedemption(aTicket({ usesLeft: 10 }), "lift", at)).to.deep.equal({
      accepted: true,
      usesLeft: 9,
      nextState: "active",
    });
  });

  it("a scan never uses up a season pass", () => {
    expect(decideRedemption(aTicket({ usesLeft: null }), "lift", at)).to.deep.equal({
      accepted: true,
      usesLeft: null,
      nextState: "active",
    });
  });

  const cases: { what: string; reason: string; ticket?: Partial<RedeemablePass>; scan?: Date }[] = [
    { what: "another provider's ticket", reason: "other_provider", ticket: { providerId: "pool" } },
    { what: "a revoked ticket", reason: "revoked", ticket: { state: "revoked" } },
    { what: "a ticket that was given back", reason: "returned", ticket: { state: "returned" } },
    {
      what: "a ticket that was never fetched in time",
      reason: "lapsed",
      ticket: { state: "lapsed" },
    },
    {
      what: "a ticket in the second before it is valid",
      reason: "not_yet_valid",
      scan: new Date("2026-09-30T23:59:59+02:00"),
    },
    {
      what: "a ticket in the first second after its last day",
      reason: "expired",
      scan: new Date("2027-07-01T00:00:00+02:00"),
    },
    {
      what: "a ticket that has been marked expired, though its offer was extended since",
      reason: "expired",
      ticket: { state: "expired", endedAt: new Date(at.getTime() - day) },
    },
    {
      what: "a ticket at the instant at which its time is over",
      reason: "time_up",
      ticket: { lastsUntil: at },
    },
    {
      what: "a weekday ticket on another weekday",
      reason: "closed_day",
      ticket: { weekdays: [6, 7] },
    },
    {
      what: "a ticket on the last of the closed days",
      reason: "closed_day",
      ticket: { blackout: [["2027-01-10", "2027-01-15"]] },
    },
    {
      what: "a used ticket",
      reason: "used_up",
      ticket: { state: "used", usesLeft: 0, endedAt: at },
    },
    {
      what: "a season pass beyond its limit of the day",
      reason: "daily_limit",
      ticket: { usesLeft: null, usesPerDay: 2, usedThatDay: 2 },
    },
    {
      what: "a ticket that is not issued yet",
      reason: "unknown_barcode",
      ticket: { state: "pending" },
    },
  ];
  for (const { what, reason, ticket, scan = at } of cases) {
    it(`a scan refuses ${what}: ${reason}`, () => {
      expect(decideRedemption(aTicket(ticket), "lift", scan)).to.deep.equal(refused(reason));
    });
  }

  it("a scan refuses a barcode that names no ticket", () => {
    expect(decideRedemption(undefined, "lift", at)).to.deep.equal(refused("unknown_barcode"));
  });

  it("a scan lets in on the first and to the end of the last second", () => {
    for (const scan of ["2026-10-01T00:00:00+02:00", "2027-06-30T23:59:59+02:00"]) {
      expect(decideRedemption(aTicket(), "lift", new Date(scan)).accepted).to.equal(true);
    }
  });

  it("reckons days in Oslo, not in UTC", () => {
    const saturday = aTicket({ weekdays: [6] });
    const justSaturday = new Date("2027-01-15T23:30:00Z");
    expect(decideRedemption(saturday, "lift", justSaturday).accepted).to.equal(true);
  });

  it("a scan lets in up to the limit of the day", () => {
    const pass = aTicket({ usesLeft: null, usesPerDay: 2, usedThatDay: 1 });
    expect(decideRedemption(pass, "lift", at).accepted).to.equal(true);
  });

  const oslo = (text: string) => new Date(`2027-01-${text}:00+01:00`);
  const twoEvenings = aTicket({
    sessions: [
      { doors: oslo("14T17:30"), start: oslo("14T18:00"), end: oslo("14T20:00") },
      { start: oslo("16T18:00"), end: oslo("16T20:00") },
    ],
  });
  for (const [scan, said] of [
    ["14T17:29", "between_sessions"],
    ["14T17:30", "accepted"],
    ["14T19:59", "accepted"],
    ["14T20:00", "between_sessions"],
    ["16T17:59", "between_sessions"],
    ["16T18:00", "accepted"],
    ["16T20:00", "expired"],
  ] as const) {
    it(`a scan on ${scan} of a ticket for two evenings: ${said}`, () => {
      const decision = decideRedemption(twoEvenings, "lift", oslo(scan));
      expect(decision.accepted ? "accepted" : decision.reason).to.equal(said);
    });
  }

  it("a scan counts a scan made offline before the ticket expired, and leaves it expired", () => {
    const since = aTicket({ state: "expired", usesLeft: 3, endedAt: new Date(at.getTime() + day) });
    expect(decideRedemption(since, "lift", at)).to.deep.equal({
      accepted: true,
      usesLeft: 2,
      nextState: "expired",
    });
  });

  it("a scan gives the reason that comes first in the order door staff know", () => {
    // Every ticket below is refused by its own rule and by all later ones.
    const ticket: RedeemablePass = aTicket({
      weekdays: [6],
      usesLeft: 0,
      usesPerDay: 1,
      usedThatDay: 1,
      lastsUntil: at,
      hours: [{ weekdays: [6], opens: "10:00", closes: "18:00" }],
      sessions: [
        { start: new Date(at.getTime() - 2 * day), end: new Date(at.getTime() - day) },
        { start: new Date(at.getTime() + 1), end: new Date(at.getTime() + day) },
      ],
    });
    const begun = { ...ticket, lastsUntil: new Date(at.getTime() + 1) };
    const before = new Date("2026-09-01T12:00:00Z");
    const after = new Date("2027-08-02T12:00:00Z");
    const reasons = [
      decideRedemption(undefined, "lift", before),
      decideRedemption({ ...ticket, providerId: "pool", state: "revoked" }, "lift", before),
      decideRedemption({ ...ticket, state: "revoked" }, "lift", before),
      decideRedemption({ ...ticket, state: "returned" }, "lift", before),
      decideRedemption({ ...ticket, state: "lapsed" }, "lift", before),
      decideRedemption(ticket, "lift", before),
      decideRedemption(ticket, "lift", after),
      decideRedemption(ticket, "lift", at),
      decideRedemption(begun, "lift", at),
      decideRedemption({ ...begun, weekdays: undefined }, "lift", at),
      decideRedemption({ ...begun, weekdays: undefined, usesLeft: null }, "lift", at),
      decideRedemption(
        { ...begun, weekdays: undefined, usesLeft: null, usedThatDay: 0 },
        "lift",
        at,
      ),
      decideRedemption(
        { ...begun, weekdays: undefined, usesLeft: null, usedThatDay: 0, sessions: undefined },
        "lift",
        at,
      ),
    ].map((decision) => (decision.accepted ? "accepted" : decision.reason));
    // The last is the scanner's own: it is made for a part that the ticket lacks.
    expect([...reasons, "other_part"]).to.deep.equal([...redemptionReasons]);
  });
});
