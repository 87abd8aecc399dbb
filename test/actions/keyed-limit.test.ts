import { expect } from "chai";
import { withKeyedLimit } from "../../src/actions/keyed-limit.ts";
import type { Pool } from "../../src/db/connect.ts";
import { AppError } from "../../src/errors.ts";

/** Work that ends when it is told to. */
function aPiece() {
  let started = false;
  let end: () => void = () => undefined;
  let fail: () => void = () => undefined;
  const told = new Promise<string>((resolve, reject) => {
    end = () => {
      resolve("done");
    };
    fail = () => {
      reject(new Error("failed"));
    };
  });
  return {
    work: () => {
      started = true;
      return told;
    },
    end,
    fail,
    hasStarted: () => started,
  };
}

describe("work in turn", () => {
  const pool = () => Object.create(null) as Pool;
  const settled = () => new Promise((resolve) => setImmediate(resolve));

  it("the keyed limit runs as many at a time as its concurrency, in the order in which they came", async () => {
    const db = pool();
    const pieces = [aPiece(), aPiece(), aPiece(), aPiece()];
    const runs = pieces.map(({ work }) => withKeyedLimit(db, "a", work, { concurrency: 2 }));
    await settled();
    expect(pieces.map((piece) => piece.hasStarted())).to.deep.equal([true, true, false, false]);
    pieces[1]?.end();
    await runs[1];
    await settled();
    expect(pieces.map((piece) => piece.hasStarted())).to.deep.equal([true, true, true, false]);
    for (const piece of pieces) piece.end();
    expect(await Promise.all(runs)).to.deep.equal(["done", "done", "done", "done"]);
  });

  it("the keyed limit frees the place of failed work, and rejects the call that asked for it", async () => {
    const db = pool();
    const [first, second] = [aPiece(), aPiece()];
    const failing = withKeyedLimit(db, "a", first.work);
    const next = withKeyedLimit(db, "a", second.work);
    first.fail();
    second.end();
    expect(await failing.catch((error: unknown) => (error as Error).message)).to.equal("failed");
    expect(await next).to.equal("done");
  });

  it("the keyed limit keeps other names and other pools out of the line", async () => {
    const db = pool();
    const held = aPiece();
    const running = withKeyedLimit(db, "a", held.work);
    expect(await withKeyedLimit(db, "b", () => Promise.resolve(1))).to.equal(1);
    expect(await withKeyedLimit(pool(), "a", () => Promise.resolve(2))).to.equal(2);
    held.end();
    await running;
  });

  it("the keyed limit refuses a call at once when the queue is full", async () => {
    const db = pool();
    const [running, waiting] = [aPiece(), aPiece()];
    const runs = [running, waiting].map(({ work }) => withKeyedLimit(db, "a", work, { places: 1 }));
    const refused = await withKeyedLimit(db, "a", () => Promise.resolve("in"), { places: 1 }).catch(
      (error: unknown) => error,
    );
    expect(refused).to.be.instanceOf(AppError).and.to.include({ code: "unavailable", status: 503 });
    running.end();
    waiting.end();
    await Promise.all(runs);
    expect(await withKeyedLimit(db, "a", () => Promise.resolve("in"), { places: 1 })).to.equal(
      "in",
    );
  });

  it("the keyed limit refuses a call whose turn does not come in time, and leaves its work out", async () => {
    const db = pool();
    const [running, late] = [aPiece(), aPiece()];
    const run = withKeyedLimit(db, "a", running.work);
    const refused = await withKeyedLimit(db, "a", late.work, { waitMs: 1 }).catch(
      (error: unknown) => error,
    );
    expect(refused).to.be.instanceOf(AppError).and.to.include({ code: "unavailable", status: 503 });
    const next = withKeyedLimit(db, "a", () => Promise.resolve("in"), { waitMs: 60_000 });
    running.end();
    expect([await run, await next, late.hasStarted()]).to.deep.equal(["done", "in", false]);
  });
});
