import { createHash } from "node:crypto";
import { expect } from "chai";
import fc from "fast-check";
import { faultsOfDraw, type DrawFile } from "../../../src/domain/draws/draw-file.ts";
import {
  drawCriteria,
  passedOverReasons,
  type DrawList,
  type DrawRow,
  type DrawValues,
  type PassedOver,
} from "../../../src/domain/draws/draw.ts";
import {
  hashOfList,
  commitmentTo,
  keyOfPassedOver,
} from "../../../src/domain/draws/draw-hashes.ts";
import { passOver, runDraw } from "../../../src/domain/draws/run-draw.ts";

const rowId = (name: number | string) => createHash("sha256").update(String(name)).digest("hex");
const seedOf = (number: number) => {
  const seed = Buffer.alloc(32);
  seed.writeUInt32BE(number);
  return seed;
};
const aRow = (name: number | string, ...children: DrawValues[]): DrawRow => ({
  id: rowId(name),
  children: children.length > 0 ? children : [{ fewest_tickets: 0 }],
});
const aList = (rows: DrawRow[], { seats = 1, ...rules }: Partial<ListOptions> = {}): DrawList => ({
  offerId: "0195a7a0-0000-7000-8000-000000000001",
  seats,
  rows,
  rules: {
    criteria: ["fewest_tickets"],
    publishedOn: "2026-11-01",
    siblingsTogether: true,
    ...rules,
  },
});
type ListOptions = DrawList["rules"] & { seats: number };

const values = fc.record({
  age: fc.nat(1),
  fewest_tickets: fc.nat(3),
  household_without: fc.nat(1),
  waiting_longest: fc.nat(3),
});
/** Any list of up to twelve rows, some of them siblings, with any order of the criteria. */
const anyList = fc
  .record({
    rows: fc.array(fc.array(values, { minLength: 1, maxLength: 4 }), {
      minLength: 1,
      maxLength: 12,
    }),
    seats: fc.integer({ min: 1, max: 12 }),
    criteria: fc.shuffledSubarray([...drawCriteria], { minLength: 1 }),
  })
  .map(({ rows, seats, criteria }) =>
    aList(
      rows.map((children, i) => aRow(i, ...children)),
      { seats, criteria },
    ),
  );
/** A list, and who of it cannot get a ticket: any number of the children of any rows. */
const anyUnable = anyList.chain((list) =>
  fc
    .tuple(...list.rows.map(({ children }) => fc.nat(children.length)))
    .chain((counts) =>
      fc.tuple(
        ...counts.map((count) =>
          fc.array(fc.constantFrom(...passedOverReasons), { minLength: count, maxLength: count }),
        ),
      ),
    )
    .map((reasons) => ({
      list,
      unable: list.rows.flatMap(({ id }, i): PassedOver[] =>
        reasons[i]?.length ? [{ id, reasons: reasons[i] }] : [],
      ),
    })),
);
/** How many tickets each row needs: a child that has got one keeps its seat. */
const sizesWithout = (list: DrawList, unable: readonly PassedOver[]) => {
  const freed = new Map(
    unable.map(({ id, reasons }) => [
      id,
      reasons.filter((reason) => reason !== "already_allocated").length,
    ]),
  );
  return new Map(list.rows.map(({ id, children }) => [id, children.length - (freed.get(id) ?? 0)]));
};
const anySeed = fc.nat(0xffffffff).map(seedOf);
const orderOf = (list: DrawList, seed: Buffer) => runDraw(list, seed).map(({ id }) => id);

describe("a draw", () => {
  const equals = aList(["a", "b", "c"].map((name) => aRow(name)));

  it("a draw among equals gives each order of three rows as often, over 100,000 seeds", function () {
    this.timeout(120_000);
    const counts = new Map<string, number>();
    const seeds = 100_000;
    for (let i = 0; i < seeds; i++) {
      const order = orderOf(equals, seedOf(i)).join();
      counts.set(order, (counts.get(order) ?? 0) + 1);
    }
    const expected = seeds / 6;
    const chiSquare = [...counts.values()].reduce(
      (sum, count) => sum + (count - expected) ** 2 / expected,
      0,
    );
    expect(counts.size).to.equal(6);
    // 5 degrees of freedom: chance alone goes above in one of 1,000 sets of seeds, and these are fixed.
    expect(chiSquare).to.be.below(20.52);
  });

  it("a draw gives the same result whatever the order in which rows and siblings stand on the list", () => {
    fc.assert(
      fc.property(anyList, anySeed, fc.infiniteStream(fc.nat()), (list, seed, numbers) => {
        const shuffled = <T>(items: readonly T[]): T[] =>
          items
            .map((item) => ({ item, at: Number(numbers.next().value) }))
            .sort((a, b) => a.at - b.at)
            .map(({ item }) => item);
        const other = {
          ...list,
          rows: shuffled(list.rows).map(({ id, children }) => ({
            id,
            children: shuffled(children),
          })),
        };
        expect(runDraw(other, seed)).to.deep.equal(runDraw(list, seed));
        expect(hashOfList(other)).to.equal(hashOfList(list));
      }),
    );
  });

  it("a draw leaves the others in their order when a row leaves the list", () => {
    fc.assert(
      fc.property(anyList, anySeed, fc.nat(), (list, seed, number) => {
        const gone = list.rows[number % list.rows.length]?.id;
        const without = { ...list, rows: list.rows.filter(({ id }) => id !== gone) };
        expect(orderOf(without, seed)).to.deep.equal(
          orderOf(list, seed).filter((id) => id !== gone),
        );
      }),
    );
  });

  it("a draw gives out no more than its tickets, to siblings together or not at all, and leaves none that fits", () => {
    fc.assert(
      fc.property(anyList, anySeed, (list, seed) => {
        const size = new Map(list.rows.map(({ id, children }) => [id, children.length]));
        const drawn = runDraw(list, seed);
        const given = drawn
          .filter(({ outcome }) => outcome === "won")
          .reduce((sum, { id }) => sum + (size.get(id) ?? 0), 0);
        const left = list.seats - given;
        expect(left).to.be.at.least(0);
        for (const { id, outcome } of drawn) {
          if (outcome !== "won") expect(size.get(id)).to.be.above(left);
        }
        expect(drawn.map(({ place }) => place)).to.deep.equal(list.rows.map((_, i) => i + 1));
      }),
    );
  });

  it("a draw that passes children over keeps every place, gives out no more than its tickets, and leaves none that fits another", () => {
    fc.assert(
      fc.property(anyUnable, anySeed, ({ list, unable }, seed) => {
        const { passedOver, result } = passOver(list, seed, unable);
        const places = (drawn: typeof result) =>
          drawn.map(({ id, place, group }) => ({ id, place, group }));
        expect(places(result)).to.deep.equal(places(runDraw(list, seed)));
        const size = sizesWithout(list, unable);
        const given = result
          .filter(({ outcome }) => outcome === "won")
          .reduce((sum, { id }) => sum + (size.get(id) ?? 0), 0);
        const left = list.seats - given;
        expect(left).to.be.at.least(0);
        for (const { id, outcome } of result) {
          if (outcome === "won") expect(size.get(id)).to.be.above(0);
          else if (outcome === "passed_over") expect(size.get(id)).to.equal(0);
          else if (size.get(id) !== 0) expect(size.get(id)).to.be.above(left);
        }
        expect(runDraw(list, seed, passedOver)).to.deep.equal(result);
        expect(passOver(list, seed, passedOver)).to.deep.equal({ passedOver, result });
      }),
    );
  });

  it("a draw that passes children over takes no ticket from another who won, alone or with siblings", () => {
    fc.assert(
      fc.property(anyUnable, anySeed, ({ list, unable }, seed) => {
        const size = sizesWithout(list, unable);
        const wonOf = (drawn: ReturnType<typeof runDraw>) =>
          drawn.flatMap(({ id, outcome }) => (outcome === "won" && size.get(id) ? [id] : []));
        const before = wonOf(runDraw(list, seed));
        expect(wonOf(passOver(list, seed, unable).result)).to.include.members(before);
      }),
    );
  });

  it("a draw changes for none when children have got their tickets otherwise, which are of the same offer", () => {
    fc.assert(
      fc.property(anyUnable, anySeed, ({ list, unable }, seed) => {
        const otherwise = unable.map(({ id, reasons }) => ({
          id,
          reasons: reasons.map(() => "already_allocated" as const),
        }));
        const { result } = passOver(list, seed, otherwise);
        expect(result).to.deep.equal(runDraw(list, seed));
      }),
    );
  });

  it("siblings who need a ticket less come to what is left, and to none that another won", () => {
    const rows = [
      aRow("siblings", { fewest_tickets: 0 }, { fewest_tickets: 0 }, { fewest_tickets: 0 }),
      ...["one", "two", "three"].map((name, i) => aRow(name, { fewest_tickets: i + 1 })),
    ];
    const oneGone: PassedOver[] = [{ id: rowId("siblings"), reasons: ["gone"] }];
    const wonWith = (list: DrawList, unable: PassedOver[]) =>
      passOver(list, seedOf(1), unable).result.flatMap(({ id, outcome }) =>
        outcome === "won" ? [id] : [],
      );
    const [one, two] = [rowId("one"), rowId("two")];
    expect(wonWith(aList(rows, { seats: 2 }), oneGone)).to.deep.equal([one, two]);
    const bothGone = [one, two].map((id): PassedOver => ({ id, reasons: ["gone"] }));
    expect(wonWith(aList(rows, { seats: 2 }), [...oneGone, ...bothGone])).to.deep.equal([
      rowId("siblings"),
    ]);
    expect(wonWith(aList(rows.slice(0, 2), { seats: 2 }), oneGone)).to.deep.equal([one]);
  });

  it("a draw's rows passed over have one key, whatever the order of their members, and others another", () => {
    const [a, b] = [rowId("a"), rowId("b")];
    const key = keyOfPassedOver([{ id: a, reasons: ["gone"] }]);
    expect(keyOfPassedOver([{ reasons: ["gone"], id: a }])).to.equal(key);
    for (const other of [[], [{ id: b, reasons: ["gone" as const] }]]) {
      expect(keyOfPassedOver(other)).not.to.equal(key);
    }
  });

  it("a draw parts by chance only rows that are equal by every criterion", () => {
    fc.assert(
      fc.property(anyList, anySeed, anySeed, (list, seed, other) => {
        const groupsOf = (with_: Buffer) =>
          new Map(runDraw(list, with_).map(({ id, group }) => [id, group]));
        const [one, two] = [groupsOf(seed), groupsOf(other)];
        for (const { id } of list.rows) expect(one.get(id)).to.equal(two.get(id));
      }),
    );
  });

  const better: [name: string, first: DrawValues, second: DrawValues][] = [
    ["age", { age: 1 }, { age: 0 }],
    ["fewest_tickets", { fewest_tickets: 1 }, { fewest_tickets: 2 }],
    ["household_without", { household_without: 1 }, { household_without: 0 }],
    ["waiting_longest", { waiting_longest: 14 }, { waiting_longest: 13 }],
  ];
  for (const [name, first, second] of better) {
    it(`a draw by ${name} puts ${JSON.stringify(first)} before ${JSON.stringify(second)} with every seed`, () => {
      const criteria = drawCriteria.filter((criterion) => criterion === name);
      const list = aList([aRow("second", second), aRow("first", first)], { criteria });
      for (let i = 0; i < 20; i++) {
        expect(orderOf(list, seedOf(i))).to.deep.equal([rowId("first"), rowId("second")]);
      }
    });
  }

  it("a draw asks the first criterion first, and a later one between equals alone", () => {
    const young = { age: 1, fewest_tickets: 3 };
    const old = { age: 0, fewest_tickets: 0 };
    const rows = [aRow("young", young), aRow("old", old)];
    const firstBy = (...criteria: NonNullable<DrawList["rules"]["criteria"]>) =>
      orderOf(aList(rows, { criteria }), seedOf(1))[0];
    expect(firstBy("age", "fewest_tickets")).to.equal(rowId("young"));
    expect(firstBy("fewest_tickets", "age")).to.equal(rowId("old"));
  });

  it("a draw without criteria gives the places by lot alone, whatever the children's values", () => {
    fc.assert(
      fc.property(anyList, anySeed, (list, seed) => {
        const rules = { ...list.rules, criteria: undefined };
        const rows = list.rows.map(({ id, children }) => ({
          id,
          children: children.map(() => ({})),
        }));
        const lots = runDraw({ ...list, rules }, seed);
        expect(lots).to.deep.equal(runDraw({ ...list, rules, rows }, seed));
        expect(new Set(lots.map(({ group }) => group))).to.deep.equal(new Set([1]));
      }),
    );
  });

  it("a draw puts siblings where the best placed of them stands, and passes them over when fewer tickets are left", () => {
    const rows = [
      aRow("siblings", { fewest_tickets: 4 }, { fewest_tickets: 1 }),
      aRow("one", { fewest_tickets: 0 }),
      aRow("two", { fewest_tickets: 2 }),
      aRow("three", { fewest_tickets: 3 }),
    ];
    const drawn = runDraw(aList(rows, { seats: 2 }), seedOf(1));
    expect(drawn.map(({ id, outcome }) => [id, outcome])).to.deep.equal([
      [rowId("one"), "won"],
      [rowId("siblings"), "no_room"],
      [rowId("two"), "won"],
      [rowId("three"), "waiting"],
    ]);
  });
});

describe("an exported draw", () => {
  const seed = seedOf(2026);
  const list = aList(
    Array.from({ length: 9 }, (_, i) => aRow(i, { fewest_tickets: i % 2 })),
    { seats: 3 },
  );
  const file: DrawFile = {
    format: "join-draw-1",
    drawId: "0195a7a0-0000-7000-8000-000000000002",
    commitment: commitmentTo(seed),
    listHash: hashOfList(list),
    seed: seed.toString("hex"),
    list,
    result: runDraw(list, seed),
  };
  const [first, second, ...others] = file.result;
  const [child, ...rest] = list.rows;

  it("an exported draw replays, also after another program has ordered its members anew", () => {
    const turned = JSON.parse(JSON.stringify(file, undefined, 2)) as Record<string, unknown>;
    const reordered = Object.fromEntries(Object.entries(turned).reverse());
    expect(faultsOfDraw(file)).to.deep.equal([]);
    expect(faultsOfDraw(reordered)).to.deep.equal([]);
  });

  const faulty: [what: string, changed: unknown, said: RegExp][] = [
    ["another seed", { ...file, seed: seedOf(1).toString("hex") }, /seed.*committed/],
    ["another list", { ...file, list: { ...list, seats: 4 } }, /list.*fixed/],
    ["a row that left", { ...file, list: { ...list, rows: rest } }, /list.*fixed/],
    [
      "a changed value",
      {
        ...file,
        list: { ...list, rows: [{ ...child, children: [{ fewest_tickets: 7 }] }, ...rest] },
      },
      /list.*fixed/,
    ],
    ["a row twice", { ...file, list: { ...list, rows: [...list.rows, child] } }, /twice/],
    ["a swapped result", { ...file, result: [second, first, ...others] }, /another result/],
    [
      "a winner more",
      { ...file, result: file.result.map((row) => ({ ...row, outcome: "won" })) },
      /another result/,
    ],
    [
      "a winner passed over in silence",
      { ...file, result: runDraw(list, seed, [{ id: first?.id ?? "", reasons: ["gone"] }]) },
      /another result/,
    ],
    [
      "a row passed over to which no ticket came",
      { ...file, passedOver: [{ id: others.at(-1)?.id, reasons: ["gone"] }] },
      /no ticket came/,
    ],
    [
      "a row passed over twice",
      {
        ...file,
        passedOver: [1, 2].map(() => ({ id: first?.id, reasons: ["gone"] })),
        result: runDraw(list, seed, [{ id: first?.id ?? "", reasons: ["gone"] }]),
      },
      /twice/,
    ],
    [
      "more children passed over than stand in the row",
      { ...file, passedOver: [{ id: first?.id, reasons: ["gone", "gone"] }] },
      /More are passed over/,
    ],
    [
      "a reason of its own making",
      { ...file, passedOver: [{ id: first?.id, reasons: ["we like another"] }] },
      /no exported draw/,
    ],
    [
      "a name in it",
      { ...file, list: { ...list, rows: [{ ...child, name: "Kari" }] } },
      /no exported draw/,
    ],
    [
      "rows passed over in the format of before",
      {
        ...file,
        passedOver: [{ id: first?.id, reasons: ["gone"] }],
        result: runDraw(list, seed, [{ id: first?.id ?? "", reasons: ["gone"] }]),
      },
      /format 2/,
    ],
    ["format 2 and none passed over", { ...file, format: "join-draw-2" }, /format 2/],
    ["no draw at all", "draw", /no exported draw/],
  ];
  for (const [what, changed, said] of faulty) {
    it(`an exported draw with ${what} is found out`, () => {
      expect(faultsOfDraw(changed).join("\n")).to.match(said);
    });
  }

  it("an exported draw replays with the rows that were passed over", () => {
    const passedOver = [{ id: first?.id ?? "", reasons: ["outside_age" as const] }];
    const result = runDraw(list, seed, passedOver);
    expect(result.filter(({ outcome }) => outcome === "won")).to.have.length(3);
    const format = "join-draw-2";
    expect(faultsOfDraw({ ...file, format, passedOver, result })).to.deep.equal([]);
  });

  it("an exported draw that names its result in another order of members replays", () => {
    const result = file.result.map(({ outcome, group, place, id }) => ({
      outcome,
      group,
      place,
      id,
    }));
    expect(faultsOfDraw({ ...file, result })).to.deep.equal([]);
  });
});
