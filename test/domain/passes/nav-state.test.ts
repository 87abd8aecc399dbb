import { expect } from "chai";
import { isLiveToNav, navStateOf, navStates } from "../../../src/domain/passes/nav-state.ts";
import { passStates } from "../../../src/domain/passes/pass.ts";

describe("what NAV sees of a ticket's state", () => {
  const cases = {
    pending: ["pending", "over", "revoked"],
    active: ["live", "over", "revoked"],
    used: ["live", "over", "revoked"],
    expired: ["over", "over", "over"],
    revoked: ["revoked", "revoked", "revoked"],
    returned: ["returned", "returned", "returned"],
    lapsed: ["lapsed", "lapsed", "lapsed"],
  } as const;
  for (const state of passStates) {
    const [before, after, cancelled] = cases[state];
    it(`NAV sees a ticket that is ${state} as ${before}, as ${after} when its offer is over, and as ${cancelled} when it was cancelled`, () => {
      const running = { state, isOver: false, isCancelled: false };
      expect(navStateOf(running)).to.equal(before);
      expect(navStateOf({ ...running, isOver: true })).to.equal(after);
      expect(navStateOf({ ...running, isCancelled: true })).to.equal(cancelled);
      expect(navStateOf({ state, isOver: true, isCancelled: true })).to.equal(cancelled);
    });
  }

  it("NAV can revoke only a ticket that it sees as pending or live", () => {
    expect(navStates.filter(isLiveToNav)).to.deep.equal(["pending", "live"]);
  });
});
