import { expect } from "chai";
import { hasUsableDay } from "../../../src/domain/offers/usable-days.ts";

const at = (text: string) => new Date(`${text}+01:00`);

describe("days on which a ticket can be used", () => {
  for (const [what, terms, period, usable] of [
    ["every day", {}, ["2027-01-16T00:00", "2027-01-17T00:00"], true],
    ["its Saturday", { weekdays: [6] }, ["2027-01-16T00:00", "2027-01-17T00:00"], true],
    ["a Saturday alone", { weekdays: [6] }, ["2027-01-17T00:00", "2027-01-23T00:00"], false],
    [
      "what is closed from end to end",
      { blackout: [["2027-01-10", "2027-01-31"]] },
      ["2027-01-16T00:00", "2027-01-23T00:00"],
      false,
    ],
    [
      "the one day between two closed periods",
      {
        blackout: [
          ["2027-01-16", "2027-01-18"],
          ["2027-01-20", "2027-01-31"],
        ],
      },
      ["2027-01-16T00:00", "2027-01-23T00:00"],
      true,
    ],
    [
      "Mondays, all of them closed",
      {
        weekdays: [1],
        blackout: [
          ["2027-01-18", "2027-01-18"],
          ["2027-01-25", "2027-01-25"],
        ],
      },
      ["2027-01-16T00:00", "2027-01-31T00:00"],
      false,
    ],
    ["an evening over midnight", { weekdays: [7] }, ["2027-01-16T20:00", "2027-01-17T02:00"], true],
    ["an evening to midnight", { weekdays: [7] }, ["2027-01-16T20:00", "2027-01-17T00:00"], false],
  ] as [string, Parameters<typeof hasUsableDay>[0], [string, string], boolean][]) {
    it(`${what}: ${usable ? "can" : "cannot"} be used from ${period[0]} to ${period[1]}`, () => {
      const [from, until] = period.map(at) as [Date, Date];
      expect(hasUsableDay(terms, { from, until })).to.equal(usable);
    });
  }
});
