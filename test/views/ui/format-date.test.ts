import { expect } from "chai";
import type { Language } from "../../../src/domain/language.ts";
import { validityFrom, validityUntil } from "../../../src/domain/period.ts";
import {
  formatDay,
  formatDays,
  formatPeriod,
  formatTime,
  formatWeekdays,
} from "../../../src/domain/date-text.ts";

/** Intl writes thin and narrow spaces around dashes; people do not see the difference. */
const plain = (text: string) => text.replace(/\s/gu, " ").replace(/ ?– ?/g, "–");

const period = (from: string, until: string) => ({
  from: validityFrom(from),
  until: validityUntil(until),
});

describe("dates as holders read them", () => {
  const periods: [language: Language, from: string, until: string, said: string][] = [
    ["nb", "2026-12-19", "2027-04-11", "19. desember 2026–11. april 2027"],
    ["nn", "2026-12-19", "2027-04-11", "19. desember 2026–11. april 2027"],
    ["en", "2026-12-19", "2027-04-11", "19 December 2026–11 April 2027"],
    ["sma", "2026-12-19", "2027-04-11", "19. desember 2026–11. april 2027"],
    ["nb", "2027-06-20", "2027-08-15", "20. juni–15. august 2027"],
    ["nb", "2027-02-20", "2027-02-20", "20. februar 2027"],
    // The night in which the clocks change.
    ["nb", "2027-03-28", "2027-03-28", "28. mars 2027"],
    ["en", "2026-10-25", "2026-10-25", "25 October 2026"],
  ];
  for (const [language, from, until, said] of periods) {
    it(`a period from ${from} to ${until} is "${said}" in ${language}`, () => {
      expect(plain(formatPeriod(period(from, until), language))).to.equal(said);
    });
  }

  it("an instant late in the evening in UTC is the next day in Oslo", () => {
    const at = new Date("2026-12-11T23:30:00Z");
    expect(formatDay(at, "nb")).to.equal("lørdag 12. desember 2026");
    expect(formatDay(at, "nn")).to.equal("laurdag 12. desember 2026");
    expect(formatDay(at, "en")).to.equal("Saturday 12 December 2026");
    expect(formatTime(at, "nb")).to.equal("00:30");
  });

  it("closed days and weekdays are said in words", () => {
    expect(plain(formatDays(["2027-03-25", "2027-03-29"], "nb"))).to.equal("25.–29. mars");
    expect(formatWeekdays([6, 7], "nb")).to.equal("lørdag og søndag");
    expect(formatWeekdays([1, 3, 6], "nn")).to.equal("måndag, onsdag og laurdag");
    expect(formatWeekdays([6, 7], "en")).to.equal("Saturday and Sunday");
  });
});
