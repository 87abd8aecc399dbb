import { setImmediate as afterOthers } from "node:timers/promises";
import { expect } from "chai";
import { mapInTurns } from "../../src/db/map-in-turns.ts";

describe("work on many items", () => {
  it("keeps their order, and lets others run after each fifty", async () => {
    const items = Array.from({ length: 175 }, (_, index) => index);
    const doneAtTurns: number[] = [];
    let done = 0;
    const mapped = mapInTurns(items, (item) => {
      done += 1;
      return item * 2;
    });
    for (let turn = 0; turn < 3; turn += 1) {
      doneAtTurns.push(done);
      await afterOthers();
    }
    expect(await mapped).to.deep.equal(items.map((item) => item * 2));
    expect(doneAtTurns).to.deep.equal([50, 100, 150]);
  });
});
