import { expect } from "chai";
import fc from "fast-check";
import {
  addDays,
  contains,
  dayInOslo,
  endOfDay,
  isoInOslo,
  startOfDay,
  validityFrom,
  validityUntil,
  weekdayInOslo,
  yearInOslo,
} from "../../src/domain/period.ts";

const hours = 60 * 60_000;

describe("a period in Oslo", () => {
  for (const { day, starts, ends, what } of [
    {
      day: "2027-01-15",
      starts: "2027-01-14T23:00Z",
      ends: "2027-01-15T23:00Z",
      what: "in winter",
    },
    {
      day: "2027-06-30",
      starts: "2027-06-29T22:00Z",
      ends: "2027-06-30T22:00Z",
      what: "in summer",
    },
    {
      day: "2027-03-28",
      starts: "2027-03-27T23:00Z",
      ends: "2027-03-28T22:00Z",
      what: "of 23 hours",
    },
    {
      day: "2027-03-27",
      starts: "2027-03-26T23:00Z",
      ends: "2027-03-27T23:00Z",
      what: "before summer time",
    },
    {
      day: "2027-10-31",
      starts: "2027-10-30T22:00Z",
      ends: "2027-10-31T23:00Z",
      what: "of 25 hours",
    },
    {
      day: "2027-11-01",
      starts: "2027-10-31T23:00Z",
      ends: "2027-11-01T23:00Z",
      what: "after summer time",
    },
    {
      day: "2028-02-29",
      starts: "2028-02-28T23:00Z",
      ends: "2028-02-29T23:00Z",
      what: "in a leap year",
    },
    {
      day: "2026-12-31",
      starts: "2026-12-30T23:00Z",
      ends: "2026-12-31T23:00Z",
      what: "at New Year",
    },
  ]) {
    it(`a day ${what} (${day}) lasts from ${starts} to ${ends}`, () => {
      expect(startOfDay(day)).to.deep.equal(new Date(starts));
      expect(endOfDay(day)).to.deep.equal(new Date(ends));
    });
  }

  for (const { text, lastMoment, firstAfter } of [
    {
      text: "2027-06-30",
      lastMoment: "2027-06-30T23:59:59.999+02:00",
      firstAfter: "2027-07-01T00:00+02:00",
    },
    {
      text: "2027-03-28",
      lastMoment: "2027-03-28T23:59:59.999+02:00",
      firstAfter: "2027-03-29T00:00+02:00",
    },
    {
      text: "2027-10-31",
      lastMoment: "2027-10-31T23:59:59.999+01:00",
      firstAfter: "2027-11-01T00:00+01:00",
    },
    {
      text: "2026-12-12T19:00:00+01:00",
      lastMoment: "2026-12-12T18:59:59.999+01:00",
      firstAfter: "2026-12-12T19:00+01:00",
    },
  ]) {
    it(`“until ${text}” holds at ${lastMoment} and no longer at ${firstAfter}`, () => {
      const period = { from: validityFrom("2026-10-01"), until: validityUntil(text) };
      expect(contains(period, new Date(lastMoment))).to.equal(true);
      expect(contains(period, new Date(firstAfter))).to.equal(false);
    });
  }

  it("a period in Oslo begins at the first instant of its first day and not before", () => {
    const period = { from: validityFrom("2026-10-01"), until: validityUntil("2027-06-30") };
    expect(contains(period, new Date("2026-10-01T00:00:00+02:00"))).to.equal(true);
    expect(contains(period, new Date("2026-09-30T23:59:59.999+02:00"))).to.equal(false);
  });

  it("a period in Oslo takes an instant as it is", () => {
    expect(validityFrom("2026-12-12T16:15:00+01:00")).to.deep.equal(new Date("2026-12-12T15:15Z"));
  });

  for (const { at, day, weekday, year } of [
    { at: "2027-01-15T22:59:59Z", day: "2027-01-15", weekday: 5, year: 2027 },
    { at: "2027-01-15T23:00:00Z", day: "2027-01-16", weekday: 6, year: 2027 },
    { at: "2027-07-04T21:59:59Z", day: "2027-07-04", weekday: 7, year: 2027 },
    { at: "2027-07-04T22:00:00Z", day: "2027-07-05", weekday: 1, year: 2027 },
    { at: "2026-12-31T23:00:00Z", day: "2027-01-01", weekday: 5, year: 2027 },
    { at: "2026-12-31T22:59:59Z", day: "2026-12-31", weekday: 4, year: 2026 },
  ]) {
    it(`a period in Oslo knows that ${at} is ${day} there, weekday ${weekday}`, () => {
      expect(dayInOslo(new Date(at))).to.equal(day);
      expect(weekdayInOslo(new Date(at))).to.equal(weekday);
      expect(yearInOslo(new Date(at))).to.equal(year);
    });
  }

  for (const { at, iso } of [
    { at: "2027-01-15T22:59:59.999Z", iso: "2027-01-15T23:59:59+01:00" },
    { at: "2027-06-30T21:59:59Z", iso: "2027-06-30T23:59:59+02:00" },
    { at: "2027-10-31T00:30:00Z", iso: "2027-10-31T02:30:00+02:00" },
    { at: "2027-10-31T01:30:00Z", iso: "2027-10-31T02:30:00+01:00" },
  ]) {
    it(`a period in Oslo writes ${at} as ${iso}`, () => {
      expect(isoInOslo(new Date(at))).to.equal(iso);
    });
  }

  it("a period in Oslo writes every instant so that it can be read back", () => {
    const from = Date.parse("2020-01-01T00:00:00Z");
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 30 * 365 * 86_400 }), (seconds) => {
        const at = new Date(from + seconds * 1000);
        expect(new Date(isoInOslo(at))).to.deep.equal(at);
      }),
    );
  });

  it("every day of thirty years has 23, 24 or 25 hours, and all its instants are that day", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 30 * 365 }),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (n, part) => {
          const day = addDays("2020-01-01", n);
          const [start, end] = [startOfDay(day), endOfDay(day)];
          const length = end.getTime() - start.getTime();
          expect(length / hours).to.be.oneOf([23, 24, 25]);
          expect(dayInOslo(new Date(start.getTime() + Math.floor(length * part)))).to.equal(day);
        },
      ),
    );
  });
});
