import { expect } from "chai";
import { timeText } from "../../src/wallets/ticket-time.ts";

describe("the end of a ticket's time on the ticket", () => {
  for (const [what, at, text] of [
    ["in the afternoon has its day and time", "2026-11-26T12:05:00Z", "26.11.2026 13:05"],
    ["at midnight is the end of the day before", "2026-11-26T23:00:00Z", "26.11.2026 24:00"],
    ["seconds after midnight has its own day", "2026-11-26T23:00:30Z", "27.11.2026 00:00"],
  ] as const) {
    it(`an end ${what}`, () => {
      expect(timeText(new Date(at))).to.equal(text);
    });
  }
});
