import { expect } from "chai";
import { dateCounts, datesForOffice } from "../../../src/domain/offers/date-counts.ts";
import { inFives } from "../../../src/domain/in-fives.ts";
import { eventDays, startsOf } from "../../../src/domain/offers/event-days.ts";

const session = (day: string) => ({
  start: new Date(`${day}T18:00:00+01:00`),
  end: new Date(`${day}T23:59:00+01:00`),
});
const used = (...counts: number[]) =>
  counts.map((count, index) => ({ day: `2027-01-0${index + 1}`, used: count }));
const shown = (...counts: (number | undefined)[]) =>
  counts.map((count, index) => ({ day: `2027-01-0${index + 1}`, used: count }));

describe("uses by day", () => {
  it("dateCounts counts dates until today, dates of one day together, and no day but these", () => {
    const sessions = ["2027-01-09", "2027-01-02", "2027-01-02", "2027-01-04"].map(session);
    const uses = [
      { day: "2027-01-01", used: 2 },
      { day: "2027-01-02", used: 7 },
      { day: "2027-01-03", used: 1 },
      { day: "2027-01-05", used: 3 },
    ];
    expect(dateCounts({ sessions }, uses, new Date("2027-01-05T08:00:00Z"))).to.deep.equal([
      { day: "2027-01-02", used: 10 },
      { day: "2027-01-04", used: 3 },
    ]);
    const before = dateCounts({ sessions }, uses.slice(0, 1), new Date("2027-01-01T08:00:00Z"));
    expect(before, "nor one before the first date").to.deep.equal([]);
    expect(dateCounts({}, uses, new Date())).to.equal(undefined);
  });

  it("dateCounts counts the days of a festival, and no single evening's", () => {
    const at = (text: string) => new Date(`${text}+01:00`);
    const uses = [3, 4, 5, 6].map((count, i) => ({ day: `2027-01-0${i + 1}`, used: count }));
    const event = { start: at("2027-01-01T18:00"), end: at("2027-01-03T16:00") };
    expect(dateCounts({ event }, uses, at("2027-01-08T12:00"))).to.deep.equal([
      { day: "2027-01-01", used: 3 },
      { day: "2027-01-02", used: 4 },
      { day: "2027-01-03", used: 11 },
    ]);
    const night = { start: at("2027-01-01T22:00"), end: at("2027-01-02T03:00") };
    expect(dateCounts({ event: night }, uses, at("2027-01-08T12:00"))).to.equal(undefined);
    const nights = { start: at("2027-01-01T22:00"), end: at("2027-01-03T03:00") };
    expect(eventDays(nights)).to.deep.equal(["2027-01-01", "2027-01-02"]);
  });

  it("a festival's ticket matters on each of its days, also where the last ends before the first's hour", () => {
    const at = (text: string) => new Date(`${text}+01:00`);
    const event = { start: at("2027-01-01T18:00"), end: at("2027-01-03T16:00") };
    expect(startsOf({ event })).to.deep.equal([
      at("2027-01-01T18:00"),
      at("2027-01-02T18:00"),
      at("2027-01-03T15:00"),
    ]);
  });

  for (const [counts, expected] of [
    [used(12, 9, 7), shown(10, 5, 5)],
    [used(12, 9, 2), shown(10, 5, undefined)],
    [used(11, 9, 0), shown(10, 5, undefined)],
    // At least 25 in all, so that the third is at least two.
    [used(14, 9, 4), undefined],
    [used(10, 5, 0), shown(10, 5, undefined)],
    [used(4), shown(undefined)],
    [used(2, 2), shown(undefined, undefined)],
    // At least five in two days, so that both are at least one.
    [used(4, 4), undefined],
    [used(3, 3), undefined],
    [[], []],
  ] as const) {
    it(`a culture office reads of ${counts.map((each) => each.used).join(", ")} uses a day ${expected ? expected.map((each) => each.used ?? "<5").join(", ") : "none"}`, () => {
      expect(datesForOffice(counts)).to.deep.equal(expected);
    });
  }

  it("whatever a culture office is shown fits any number under five for each small count", () => {
    const each = [0, 1, 2, 3, 4, 5, 6, 9];
    for (const a of each)
      for (const b of each)
        for (const c of each) {
          const counts = [a, b, c];
          const dates = datesForOffice(used(...counts));
          if (!dates) continue;
          const least = inFives(a + b + c);
          dates.forEach((date, index) => {
            if (date.used !== undefined) return;
            const others = dates.filter((other) => other !== date);
            const fits = (small: number) => {
              const low = others.reduce((sum, other) => sum + (other.used ?? 0), 0);
              return low <= least + 4 - small && least - small <= low + 4 * others.length;
            };
            expect([0, 1, 2, 3, 4].every(fits), `${counts.join(" ")}: ${index}`).to.equal(true);
          });
        }
  });
});
