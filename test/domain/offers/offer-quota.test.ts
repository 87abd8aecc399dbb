import { expect } from "chai";
import { highestQuota } from "../../../src/domain/offers/offer-quota.ts";

describe("how far an offer's quota can be raised", () => {
  const approved = { state: "open", quota: 60, approvedQuota: 80, refundPerAdmissionOre: 100 };
  for (const [what, changes, highest] of [
    ["what was approved, where the municipality pays", {}, 80],
    ["the same while it is paused", { state: "paused" }, 80],
    ["what it is, where nobody knows what was approved", { approvedQuota: undefined }, 60],
    ["any number without a refund", { refundPerAdmissionOre: 0 }, undefined],
    ["any number before the approval", { state: "draft" }, undefined],
    ["any number when it was returned", { state: "returned" }, undefined],
  ] as const) {
    it(`${what}: ${highest ?? "no limit"}`, () => {
      const offer = { ...approved, ...changes } as Parameters<typeof highestQuota>[0];
      expect(highestQuota(offer)).to.equal(highest);
    });
  }
});
