import { expect } from "chai";
import { canBecome, hasEnded, passStates } from "../../../src/domain/passes/pass.ts";

const legal = new Set([
  "pending active",
  "pending revoked",
  "pending returned",
  "pending lapsed",
  "pending expired",
  "active used",
  "active expired",
  "active revoked",
  "active returned",
  "active lapsed",
  "used active",
  "used revoked",
]);

describe("a ticket's states", () => {
  for (const from of passStates) {
    for (const to of passStates) {
      const allowed = legal.has(`${from} ${to}`);
      it(`${from} ${allowed ? "can" : "cannot"} become ${to}`, () => {
        expect(canBecome(from, to)).to.equal(allowed);
      });
    }
  }

  it("passes have ended in every state that no other follows, and when used up, until that is undone", () => {
    const final = passStates.filter((from) => !passStates.some((to) => canBecome(from, to)));
    expect(passStates.filter(hasEnded)).to.have.members([...final, "used"]);
  });
});
