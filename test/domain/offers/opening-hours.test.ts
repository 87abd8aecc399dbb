import { expect } from "chai";
import fc from "fast-check";
import { hoursText, hoursTextShort } from "../../../src/domain/offers/hours-text.ts";
import { refusalClosed } from "../../../src/domain/offers/next-opening.ts";
import {
  isOpenAt,
  openingOn,
  ordered,
  takesHours,
  type OpeningHours,
} from "../../../src/domain/offers/opening-hours.ts";
import { hasUsableDay, type DayTerms } from "../../../src/domain/offers/usable-days.ts";

const week = [1, 2, 3, 4, 5, 6, 7];
const daily = (opens: string, closes: string): OpeningHours[] => [
  { weekdays: week, opens, closes },
];
const museum: OpeningHours[] = [
  { weekdays: [1, 2, 3, 4, 5], opens: "10:00", closes: "18:00" },
  { weekdays: [6], opens: "11:30", closes: "15:00" },
];
const validity = {
  from: new Date("2027-01-01T00:00:00+01:00"),
  until: new Date("2027-05-01T00:00:00+02:00"),
};
const quarter = 15 * 60_000;

describe("opening hours", () => {
  for (const [at, open] of [
    ["2027-01-15T09:59:59+01:00", false],
    ["2027-01-15T10:00:00+01:00", true],
    ["2027-01-15T17:59:59+01:00", true],
    ["2027-01-15T18:00:00+01:00", false],
    ["2027-01-16T10:30:00+01:00", false],
    ["2027-01-16T11:30:00+01:00", true],
    ["2027-01-17T12:00:00+01:00", false],
    // The Monday after the clocks change in spring: an hour earlier in UTC.
    ["2027-03-26T08:30:00Z", false],
    ["2027-03-29T08:00:00Z", true],
    ["2027-03-29T16:00:00Z", false],
  ] as const) {
    it(`the door is ${open ? "open" : "closed"} at ${at}`, () => {
      expect(isOpenAt(museum, new Date(at))).to.equal(open);
    });
  }

  it("the night in which the clocks change has an hour more or less of its hours", () => {
    const length = (day: string) => {
      const opening = openingOn(daily("00:00", "24:00"), day);
      return opening && (opening.until.getTime() - opening.from.getTime()) / 3_600_000;
    };
    expect(["2027-03-28", "2027-03-29", "2027-10-31"].map(length)).to.deep.equal([23, 24, 25]);
  });

  for (const [what, terms, at, opensAt] of [
    ["later today", {}, "2027-01-15T08:00:00+01:00", "2027-01-15T09:00:00.000Z"],
    ["the next weekday", {}, "2027-01-16T16:00:00+01:00", "2027-01-18T09:00:00.000Z"],
    [
      "after closed days",
      { blackout: [["2027-01-18", "2027-01-19"]] },
      "2027-01-16T16:00:00+01:00",
      "2027-01-20T09:00:00.000Z",
    ],
    [
      "on a weekday of the ticket",
      { weekdays: [3] },
      "2027-01-20T18:00:00+01:00",
      "2027-01-27T09:00:00.000Z",
    ],
    ["by the clock of summer", {}, "2027-03-27T16:00:00+01:00", "2027-03-29T08:00:00.000Z"],
  ] as [string, DayTerms, string, string][]) {
    it(`a refusal says when the door opens again: ${what}`, () => {
      const scan = { at: new Date(at), lastsUntil: null };
      expect(refusalClosed({ validity, hours: museum, ...terms }, scan)).to.deep.equal({
        accepted: false,
        reason: "closed_now",
        opensAt,
      });
    });
  }

  it("a refusal names no opening at which the ticket is over", () => {
    const at = new Date("2027-01-15T18:00:00+01:00");
    const closed = { accepted: false, reason: "closed_now" };
    const lastsUntil = new Date("2027-01-16T00:00:00+01:00");
    const terms = { validity, hours: museum };
    expect(refusalClosed(terms, { at, lastsUntil })).to.deep.equal(closed);
    const evening = new Date("2027-04-30T19:00:00+02:00");
    expect(refusalClosed(terms, { at: evening, lastsUntil: null })).to.deep.equal(closed);
  });

  it("the next opening is the first quarter of an hour at which the door is open, in any week", () => {
    const time = fc.integer({ min: 0, max: 95 });
    const clock = (n: number) =>
      `${String(Math.floor(n / 4)).padStart(2, "0")}:${String((n % 4) * 15).padStart(2, "0")}`;
    const line = fc
      .tuple(fc.integer({ min: 1, max: 7 }), time, fc.integer({ min: 1, max: 40 }))
      .map(([weekday, from, length]) => ({
        weekdays: [weekday],
        opens: clock(from),
        closes: clock(Math.min(from + length, 96)),
      }));
    const hours = fc.uniqueArray(line, {
      minLength: 1,
      maxLength: 7,
      selector: ({ weekdays: [weekday] }) => weekday,
    });
    // Weeks in which the clocks change, both ways, and one in which they do not.
    const start = fc.constantFrom("2027-01-11", "2027-03-22", "2027-10-25");
    fc.assert(
      fc.property(hours, start, fc.integer({ min: 0, max: 400 }), (lines, day, n) => {
        const at = new Date(Date.parse(`${day}T00:00:00Z`) + n * quarter);
        fc.pre(!isOpenAt(lines, at));
        const until = new Date(at.getTime() + 15 * 24 * 3_600_000);
        let found = at;
        while (!isOpenAt(lines, found)) found = new Date(found.getTime() + quarter);
        const terms = { hours: lines, validity: { from: at, until } };
        const { opensAt = "" } = refusalClosed(terms, { at, lastsUntil: null });
        const next = new Date(opensAt);
        // An hour that is skipped in spring takes the quarters before it along.
        expect(isOpenAt(lines, next)).to.equal(true);
        expect(next).to.deep.equal(found);
      }),
      { numRuns: 150 },
    );
  });

  for (const [what, before, after, weekdays, taken] of [
    ["the first hours", undefined, museum, undefined, true],
    ["hours all day", undefined, daily("00:00", "24:00"), undefined, false],
    ["none any more", museum, undefined, undefined, false],
    ["longer ones", daily("10:00", "15:00"), daily("09:00", "16:00"), undefined, false],
    ["an earlier end", daily("10:00", "15:00"), daily("09:00", "14:59"), undefined, true],
    ["a later start", daily("10:00", "15:00"), daily("10:01", "16:00"), undefined, true],
    ["a closed day", daily("10:00", "18:00"), museum, undefined, true],
    ["a closed day that no ticket had", daily("10:00", "18:00"), museum, [1, 2], false],
    ["one more day", museum, daily("10:00", "18:00"), undefined, false],
  ] as const) {
    it(`${what}: ${taken ? "takes time from the tickets" : "takes no time"}`, () => {
      expect(takesHours(before, after, weekdays)).to.equal(taken);
    });
  }

  it("hours are equal however their lines are ordered and divided", () => {
    const divided: OpeningHours[] = [
      { weekdays: [6], opens: "11:30", closes: "15:00" },
      { weekdays: [5, 4], opens: "10:00", closes: "18:00" },
      { weekdays: [1, 3, 2], opens: "10:00", closes: "18:00" },
    ];
    expect(ordered(divided)).to.deep.equal(museum);
  });

  for (const [what, hours, period, usable] of [
    ["a day on which it is closed", museum, ["17T00:00", "18T00:00"], false],
    ["an evening after it has closed", museum, ["15T18:00", "15T23:00"], false],
    ["the last quarter before it closes", museum, ["15T17:45", "15T23:00"], true],
    ["a night from closing to opening", museum, ["15T18:00", "16T11:30"], false],
    ["a weekend", museum, ["15T18:00", "18T00:00"], true],
  ] as const) {
    it(`${what}: a ticket ${usable ? "can" : "cannot"} be used`, () => {
      const [from, until] = period.map((text) => new Date(`2027-01-${text}:00+01:00`));
      expect(hasUsableDay({ hours }, { from: from as Date, until: until as Date })).to.equal(
        usable,
      );
    });
  }

  for (const [language, said, short, each, shortEach] of [
    [
      "nb",
      "Åpent mandag–fredag kl. 10:00–18:00, lørdag kl. 11:30–15:00",
      "I åpningstiden",
      "Åpent kl. 10:30–24:00",
      "Åpent 10:30–24",
    ],
    [
      "nn",
      "Ope måndag–fredag kl. 10:00–18:00, laurdag kl. 11:30–15:00",
      "I opningstida",
      "Ope kl. 10:30–24:00",
      "Ope 10:30–24",
    ],
    [
      "en",
      "Open Monday–Friday 10:00–18:00, Saturday 11:30–15:00",
      "In opening hours",
      "Open 10:30–24:00",
      "Open 10:30–24",
    ],
  ] as const) {
    it(`a ticket says its hours in ${language}, the days where they differ`, () => {
      expect(hoursText({ hours: museum }, language)).to.equal(said);
      expect(hoursTextShort({ hours: museum }, language)).to.equal(short);
      const all = { hours: daily("10:30", "24:00"), weekdays: [6, 7] };
      expect(hoursText(all, language)).to.equal(each);
      expect(hoursTextShort(all, language)).to.equal(shortEach);
    });
  }

  it("a ticket for some weekdays says the hours of those alone", () => {
    expect(hoursText({ hours: museum, weekdays: [2, 4] }, "nb")).to.equal("Åpent kl. 10:00–18:00");
    expect(hoursText({ hours: museum, weekdays: [5, 6, 7] }, "nb")).to.equal(
      "Åpent fredag kl. 10:00–18:00, lørdag kl. 11:30–15:00",
    );
  });
});
