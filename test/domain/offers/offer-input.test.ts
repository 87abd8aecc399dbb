import { expect } from "chai";
import { offerBody, offerChanges, type OfferBody } from "../../../src/domain/offers/offer-input.ts";
import { changesContent, changeTerms, termsOf } from "../../../src/domain/offers/offer-terms.ts";
import { findFrozenChanges } from "../../../src/domain/offers/frozen-changes.ts";
import { findTermFaults } from "../../../src/domain/offers/term-faults.ts";

const body: OfferBody = {
  templateId: "6f1c2a9e-7d2b-4c5e-9a51-0c1f5e1f7a10",
  title: { nb: "Julekonsert", en: "Christmas concert" },
  category: "concert",
  quota: 30,
  validFrom: "2026-12-12T16:15:00+01:00",
  validUntil: "2026-12-12",
  event: {
    doors: "2026-12-12T16:15:00+01:00",
    start: "2026-12-12T17:00:00+01:00",
    end: "2026-12-12T19:00:00+01:00",
  },
  ageFrom: 2,
  ageTo: 16,
  municipalities: ["5026", "5025"],
  perRecipient: 1,
  companions: 1,
  uses: 1,
};

const atOslo = (text: string) => `2026-12-${text}:00+01:00`;
const session = (start: string, end: string) => ({ start: atOslo(start), end: atOslo(end) });

const pathsOf = (value: unknown) =>
  (offerBody.safeParse(value).error?.issues ?? []).map(({ path }) => path.join("."));

const twoParts = [
  { key: "entry", label: "Inngang" },
  { key: "popcorn", label: { nb: "Popcorn", en: "Popcorn" } },
];

describe("an offer's body", () => {
  it("becomes terms with instants of Oslo", () => {
    const terms = termsOf(offerBody.parse(body));
    expect(terms.validity).to.deep.equal({
      from: new Date("2026-12-12T15:15:00Z"),
      until: new Date("2026-12-12T23:00:00Z"),
    });
    expect(terms.municipalities).to.deep.equal(["5025", "5026"]);
    expect(terms.refundPerAdmissionOre).to.equal(0);
    expect(findTermFaults(terms)).to.deep.equal([]);
  });

  for (const { what, change, path } of [
    { what: "no Bokmål title", change: { title: { en: "Concert" } }, path: "title.nb" },
    { what: "an empty title", change: { title: { nb: " " } }, path: "title.nb" },
    {
      what: "a date that does not exist",
      change: { validUntil: "2027-02-30" },
      path: "validUntil",
    },
    {
      what: "an instant without offset",
      change: { validUntil: "2027-02-20T10:00:00" },
      path: "validUntil",
    },
    { what: "a quota of nothing", change: { quota: 0 }, path: "quota" },
    { what: "half a ticket", change: { quota: 1.5 }, path: "quota" },
    { what: "an eighth weekday", change: { weekdays: [8] }, path: "weekdays.0" },
    ...["9:00", "24:01", "10:00", "09:00"].map((closes) => ({
      what: `opening hours from 10:00 to ${closes}`,
      change: { hours: [{ weekdays: [6], opens: "10:00", closes }] },
      path: "hours.0.closes",
    })),
    {
      what: "two opening hours of a weekday",
      change: {
        hours: [
          { weekdays: [5, 6], opens: "10:00", closes: "18:00" },
          { weekdays: [6], opens: "19:00", closes: "21:00" },
        ],
      },
      path: "hours.1.weekdays",
    },
    { what: "no municipality", change: { municipalities: [] }, path: "municipalities" },
    {
      what: "a municipality by name",
      change: { municipalities: ["Røros"] },
      path: "municipalities.0",
    },
    { what: "an unknown category", change: { category: "zoo" }, path: "category" },
    { what: "an unknown member", change: { colour: "red" }, path: "" },
    { what: "no uses at all", change: { uses: 0 }, path: "uses" },
    {
      what: "a place outside the world",
      change: { place: { name: "x", address: "y", latitude: 91 } },
      path: "place.latitude",
    },
  ]) {
    it(`an offer's body is refused with ${what}`, () => {
      expect(pathsOf({ ...body, ...change })).to.deep.equal([path]);
    });
  }

  for (const { what, change, path } of [
    {
      what: "an end before its beginning",
      change: { validFrom: "2026-12-13" },
      path: "validUntil",
    },
    { what: "ages in the wrong order", change: { ageFrom: 17 }, path: "ageTo" },
    {
      what: "doors after the start",
      change: { event: { ...body.event, doors: "2026-12-12T18:00:00+01:00" } },
      path: "event.doors",
    },
    {
      what: "an event that ends before it starts",
      change: { event: { start: "2026-12-12T17:00:00+01:00", end: "2026-12-12T16:30:00+01:00" } },
      path: "event.end",
    },
    {
      what: "an event outside the validity",
      change: { event: { start: "2026-12-24T17:00:00+01:00", end: "2026-12-24T18:00:00+01:00" } },
      path: "event.start",
    },
    {
      what: "closed days in the wrong order",
      change: { blackout: [["2026-12-12", "2026-12-11"]] },
      path: "blackout[0]",
    },
    { what: "more uses a day than in all", change: { usesPerDay: 2 }, path: "usesPerDay" },
    {
      what: "a session that ends before it begins",
      change: { event: null, sessions: [session("12T18:00", "12T17:00")] },
      path: "sessions[0].end",
    },
    {
      what: "a session outside of the validity",
      change: {
        event: null,
        sessions: [session("12T17:00", "12T18:00"), session("13T17:00", "13T18:00")],
      },
      path: "sessions[1].start",
    },
    {
      what: "doors that open after a session's start",
      change: {
        event: null,
        sessions: [{ ...session("12T17:00", "12T18:00"), doors: atOslo("12T17:30") }],
      },
      path: "sessions[0].doors",
    },
    {
      what: "a session on a closed day",
      change: {
        event: null,
        weekdays: [1],
        sessions: [session("12T17:00", "12T18:00")],
        validUntil: "2026-12-30",
      },
      path: "sessions[0]",
    },
    {
      what: "an end days after the last session",
      change: {
        event: null,
        sessions: [session("12T20:00", "12T23:00"), session("12T17:00", "12T18:00")],
        validUntil: "2026-12-13",
      },
      path: "validUntil",
    },
    {
      what: "opening hours beside an event",
      change: { hours: [{ weekdays: [6], opens: "10:00", closes: "18:00" }] },
      path: "hours",
    },
    {
      what: "opening hours on none of its days",
      change: {
        event: null,
        weekdays: [6],
        hours: [{ weekdays: [1, 7], opens: "10:00", closes: "18:00" }],
      },
      path: "hours",
    },
    {
      what: "sessions beside an event",
      change: { sessions: [session("12T17:00", "12T18:00")] },
      path: "sessions",
    },
    ...[
      { what: "unlimited uses of parts", change: { uses: null }, path: "uses" },
      {
        what: "a limit for a day of parts",
        change: { uses: 3, usesPerDay: 1 },
        path: "usesPerDay",
      },
      {
        what: "parts in a ticket's time",
        change: { uses: 3, validFor: { days: 1 } },
        path: "validFor",
      },
      {
        what: "one key of two parts",
        change: { parts: [...twoParts.slice(1), { key: "popcorn", label: "Brus" }] },
        path: "parts[1].key",
      },
      {
        what: "one label of two parts",
        change: { parts: [...twoParts.slice(1), { key: "more", label: "POPCORN" }] },
        path: "parts[1].label",
      },
    ].map(({ change, ...rest }) => ({ ...rest, change: { parts: twoParts, ...change } })),
    { what: "time for a ticket used once", change: { validFor: { days: 1 } }, path: "uses" },
    {
      what: "a refund for each of unlimited uses without a cap",
      change: { uses: null, refund: { per: "admission", ore: 9000 } },
      path: "refund.capTotalOre",
    },
  ]) {
    it(`contradicts itself with ${what}`, () => {
      const terms = termsOf(offerBody.parse({ ...body, ...change }));
      const paths = findTermFaults(terms).map((fault) => fault.path);
      expect(paths).to.include(path);
    });
  }
});

describe("a refund without a ceiling", () => {
  const open = { uses: null, refund: { per: "admission" as const, ore: 9000 } };
  const without = (change: object) => termsOf(offerBody.parse({ ...body, ...open, ...change }));

  for (const [what, change] of [
    ["a cap for a ticket", { refund: { ...open.refund, capPerTicketOre: 90_000 } }],
    ["a sum for each month", { refund: { per: "month", ore: 9000 } }],
    ["one use a day", { usesPerDay: 1 }],
  ] as const) {
    it(`has one by ${what}`, () => {
      expect(findTermFaults(without(change))).to.deep.equal([]);
    });
  }

  it("goes on where the office approved it before, whatever else changes", () => {
    expect(findTermFaults(without({ quota: 3 }), without({}))).to.deep.equal([]);
    const capped = without({ refund: { ...open.refund, capTotalOre: 90_000 } });
    const codes = findTermFaults(without({}), capped).map(({ code }) => code);
    expect(codes).to.deep.equal(["no_ceiling"]);
  });
});

describe("a change of an offer", () => {
  const before = termsOf(body);
  const after = (changes: object) => changeTerms(before, offerChanges.parse(changes));

  it("a change of an offer leaves alone what it does not name", () => {
    expect(after({})).to.deep.equal(before);
    expect(after({ quota: 40 })).to.deep.equal({ ...before, quota: 40 });
  });

  it("a change of an offer takes an optional term away with null", () => {
    expect(after({ event: null }).event).to.equal(undefined);
  });

  it("dates of an approved offer can be added, moved or taken away, but not all", () => {
    const two = [session("12T17:00", "12T18:00"), session("12T20:00", "12T21:00")];
    const approved = after({ event: null, sessions: two });
    const paths = (sessions: object[] | null) => {
      const changed = changeTerms(approved, offerChanges.parse({ sessions }));
      return findFrozenChanges(approved, changed).map(({ path }) => path);
    };
    expect(paths([session("12T18:30", "12T19:00"), ...two.toReversed()])).to.deep.equal([]);
    expect(paths(two.slice(1))).to.deep.equal([]);
    expect(paths([session("12T17:30", "12T18:00"), ...two.slice(1)])).to.deep.equal([]);
    expect(paths(null)).to.deep.equal(["sessions"]);
  });

  it("the validity of an offer with sessions ends on the day of the last, before and after it is changed", () => {
    const last = session("13T22:00", "14T00:00");
    const untilOf = (validUntil: string) => ({ event: null, validUntil, sessions: [last] });
    const faultsOf = (terms: typeof before) =>
      findTermFaults(terms).map(({ path, code }) => `${path}: ${code}`);
    const afterwards = "validUntil: contradiction";
    expect(faultsOf(after(untilOf("2026-12-13")))).to.deep.equal([]);
    expect(faultsOf(after(untilOf(last.end)))).to.deep.equal([]);
    expect(faultsOf(after(untilOf(atOslo("14T00:01"))))).to.deep.equal([afterwards]);
    const approved = after(untilOf("2026-12-13"));
    const changed = (changes: object) => changeTerms(approved, offerChanges.parse(changes));
    expect(faultsOf(changed({ validUntil: "2027-12-31" }))).to.deep.equal([afterwards]);
    const sessions = [last, session("20T18:00", "20T20:00")];
    const added = changed({ sessions, validUntil: "2026-12-20" });
    expect(faultsOf(added)).to.deep.equal([]);
    expect(findFrozenChanges(approved, added)).to.deep.equal([]);
    expect(faultsOf(changeTerms(added, { sessions: [last] }))).to.deep.equal([afterwards]);
  });

  it("a change of an offer is none of the content when the database only orders a text's members otherwise", () => {
    const reordered = { ...before, title: { en: "Christmas concert", nb: "Julekonsert" } };
    expect(changesContent(before, reordered)).to.equal(false);
    expect(findFrozenChanges(before, reordered)).to.deep.equal([]);
  });

  for (const { changes, frozen, content } of [
    { changes: { quota: 5 }, frozen: [], content: false },
    { changes: { title: { nb: "Nyttårskonsert" } }, frozen: [], content: true },
    { changes: { description: { nb: "Ta med varme klær." } }, frozen: [], content: true },
    { changes: { place: { name: "Kirka", address: "Kirkegata 1" } }, frozen: [], content: true },
    { changes: { validUntil: "2026-12-13" }, frozen: ["validUntil"], content: true },
    { changes: { validFrom: "2026-12-12" }, frozen: ["validUntil"], content: true },
    { changes: { companions: 0 }, frozen: ["companions"], content: true },
    { changes: { ageTo: 12 }, frozen: ["ageTo"], content: false },
    { changes: { uses: 2 }, frozen: ["uses"], content: true },
    { changes: { weekdays: [6] }, frozen: ["weekdays"], content: true },
    { changes: { usesPerDay: 1 }, frozen: ["usesPerDay"], content: true },
    { changes: { validFor: { hours: 3 } }, frozen: ["validFor"], content: true },
    { changes: { parts: twoParts }, frozen: ["parts"], content: true },
    { changes: { municipalities: ["5025"] }, frozen: ["municipalities"], content: false },
    { changes: { refundPerAdmissionOre: 100 }, frozen: [], content: false },
    { changes: { event: null }, frozen: ["event"], content: true },
  ]) {
    const name = Object.keys(changes).join();
    it(`of ${name} is ${frozen.length > 0 ? "refused" : "not refused"} once approved, and ${content ? "shows" : "does not show"} on tickets`, () => {
      const changed = after(changes);
      expect(findFrozenChanges(before, changed).map(({ path }) => path)).to.deep.equal(frozen);
      expect(changesContent(before, changed)).to.equal(content);
    });
  }

  for (const { changes, frozen } of [
    { changes: { validUntil: "2026-12-13" }, frozen: [] },
    { changes: { validUntil: "2026-12-12T20:00:00+01:00" }, frozen: ["validUntil"] },
    { changes: { validFrom: "2026-12-12" }, frozen: ["validFrom"] },
  ]) {
    const name = JSON.stringify(changes);
    it(`without an event, ${name} is ${frozen.length > 0 ? "not possible" : "possible"} once approved, and shows on tickets`, () => {
      const period = { ...before, event: undefined };
      const changed = changeTerms(period, offerChanges.parse(changes));
      expect(findFrozenChanges(period, changed).map(({ path }) => path)).to.deep.equal(frozen);
      expect(changesContent(period, changed)).to.equal(true);
    });
  }
});
