import { expect } from "chai";
import { readTogether } from "../../../src/actions/apple/read-together.ts";

const settled = () => new Promise((resolve) => setImmediate(resolve));

/** A table whose reads end when they are told to; each answers with what the table held when it began. */
function aTable() {
  const rows = new Map(["a", "b", "c", "d"].map((key) => [key, `${key} 1`]));
  const reads: { keys: string[]; end: () => void; fail: () => void }[] = [];
  const read = (keys: string[]) => {
    const found = new Map([...rows].filter(([key]) => keys.includes(key)));
    return new Promise<typeof found>((resolve, reject) => {
      const end = () => {
        resolve(found);
      };
      const fail = () => {
        reject(new Error("lost"));
      };
      reads.push({ keys, end, fail });
    });
  };
  const clock = { now: 0 };
  return { rows, reads, clock, ask: readTogether(read, () => clock.now) };
}

describe("reading together", () => {
  it("what is asked while two reads are under way is read by one, and each gets its own row", async () => {
    const { reads, ask } = aTable();
    const first = ask("a");
    await settled();
    const second = ask("b");
    await settled();
    const others = ["c", "d", "c", "none"].map(ask);
    await settled();
    expect(reads.map(({ keys }) => keys)).to.deep.equal([["a"], ["b"]]);
    reads[0]?.end();
    expect(await first).to.equal("a 1");
    await settled();
    expect(reads.map(({ keys }) => keys)).to.deep.equal([["a"], ["b"], ["c", "d", "none"]]);
    for (const { end } of reads) end();
    expect(await Promise.all([second, ...others])).to.deep.equal([
      ...["b 1", "c 1", "d 1", "c 1"],
      undefined,
    ]);
  });

  it("of very many that ask at once, a hundred are read by one statement", async () => {
    const { reads, ask } = aTable();
    const asked = Array.from({ length: 250 }, (_, i) => ask(`key ${i}`));
    for (let ended = 0; ended < 3; ended += 1) {
      await settled();
      reads[ended]?.end();
    }
    await Promise.all(asked);
    expect(reads.map(({ keys }) => keys.length)).to.deep.equal([100, 100, 50]);
  });

  it("a row that changed after its read began is read again for one who asks now", async () => {
    const { rows, reads, ask } = aTable();
    const before = ask("a");
    await settled();
    rows.set("a", "a 2");
    const now = ask("a");
    await settled();
    for (const { end } of reads) end();
    expect([await before, await now]).to.deep.equal(["a 1", "a 2"]);
  });

  it("what waits behind reads that hang is not read once they end, but refused as unavailable", async () => {
    const { reads, clock, ask } = aTable();
    const hanging = [ask("a")];
    await settled();
    hanging.push(ask("b"));
    await settled();
    const waiting = ask("c").catch((error: unknown) => error);
    clock.now = 10_001;
    for (const { end } of reads) end();
    expect(await Promise.all(hanging)).to.deep.equal(["a 1", "b 1"]);
    expect(await waiting).to.have.property("code", "unavailable");
    expect(reads).to.have.length(2);
  });

  it("a read that fails fails for those that it was for, and the next goes on", async () => {
    const { reads, ask } = aTable();
    const failing = [ask("a"), ask("b")].map((answer) =>
      answer.catch((error: unknown) => (error as Error).message),
    );
    await settled();
    reads[0]?.fail();
    expect(await Promise.all(failing)).to.deep.equal(["lost", "lost"]);
    const next = ask("c");
    await settled();
    reads[1]?.end();
    expect(await next).to.equal("c 1");
  });
});
