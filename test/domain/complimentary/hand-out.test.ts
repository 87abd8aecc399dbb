import { expect } from "chai";
import { refusalOfHandOut } from "../../../src/domain/complimentary/hand-out.ts";
import { someOwnCodes } from "../../support/own-codes.ts";

const now = new Date("2027-01-15T10:00:00Z");
const offer = {
  state: "open" as const,
  validity: { from: new Date("2027-01-01"), until: new Date("2027-02-01") },
};
const quota = { setAside: 5, given: 3 };
const provider = { count: 2, role: "provider" as const, now };
const culture = { ...provider, role: "culture" as const };

describe("refusalOfHandOut", () => {
  for (const [what, [its, numbers, asked], expected] of [
    ["lets a provider hand out more than is set aside", [offer, quota, { ...provider, count: 3 }]],
    ["lets the office hand out what is set aside", [offer, quota, culture]],
    [
      "refuses the office more than is set aside",
      [offer, quota, { ...culture, count: 3 }],
      { reason: "not_set_aside", mostPossible: 2 },
    ],
    [
      "refuses a provider more than ten thousand in all",
      [offer, { setAside: 10_000, given: 9_999 }, provider],
      { reason: "above_limit", mostPossible: 1 },
    ],
    [
      "refuses tickets of a paused offer",
      [{ ...offer, state: "paused" as const }, quota, provider],
      { reason: "not_open" },
    ],
    [
      "refuses tickets of an offer that has ended",
      [{ ...offer, validity: { ...offer.validity, until: now } }, quota, provider],
      { reason: "not_open" },
    ],
    [
      "refuses tickets that would bear the provider's own codes",
      [{ ...offer, ownCodes: someOwnCodes }, quota, provider],
      { reason: "own_codes" },
    ],
  ] as const) {
    it(`refusalOfHandOut ${what}`, () => {
      expect(refusalOfHandOut(its, numbers, asked)).to.deep.equal(expected);
    });
  }
});
