import { setImmediate as afterOthers } from "node:timers/promises";
import { expect } from "chai";
import { mapInTurns } from "../../src/db/map-in-turns.ts";

describe("work on many items", () => {
  for (const [msEach, perTurn] of [
    [0.1, 50],
    [2, 3],
    [20, 1],
  ] as const) {
    it(`keeps their order, and lets others run after ${perTurn} of ${msEach} ms each`, async () => {
      const items = Array.from({ length: 3 * perTurn + 1 }, (_, index) => index);
      const doneAtTurns: number[] = [];
      let done = 0;
      const clock = () => Math.round(done * msEach * 10) / 10;
      const double = (item: number) => {
        done += 1;
        return item * 2;
      };
      const mapped = mapInTurns(items, double, clock);
      for (let turn = 0; turn < 3; turn += 1) {
        doneAtTurns.push(done);
        await afterOthers();
      }
      expect(await mapped).to.deep.equal(items.map((item) => item * 2));
      expect(doneAtTurns).to.deep.equal([perTurn, 2 * perTurn, 3 * perTurn]);
    });
  }
});
