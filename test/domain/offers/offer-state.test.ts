import { expect } from "chai";
import { offerMoves, stateAfter } from "../../../src/domain/offers/offer-state.ts";
import { offerStates } from "../../../src/domain/offers/offer.ts";

const legal: Record<string, string> = {
  "draft submit": "submitted",
  "returned submit": "submitted",
  "submitted withdraw": "draft",
  "submitted approve": "open",
  "submitted return": "returned",
  "open pause": "paused",
  "paused resume": "open",
  "open close": "closed",
  "paused close": "closed",
  "open cancel": "closed",
  "paused cancel": "closed",
  "closed cancel": "closed",
};

describe("an offer's states", () => {
  for (const state of offerStates) {
    for (const move of offerMoves) {
      const after = legal[`${state} ${move}`];
      it(`${state}: ${move} ${after ? `leads to ${after}` : "is not possible"}`, () => {
        expect(stateAfter(state, move)).to.equal(after);
      });
    }
  }
});
