import { expect } from "chai";
import {
  waitingList,
  type WaitingChild,
  type WaitingRules,
} from "../../../src/domain/waiting/waiting-list.ts";

const now = new Date("2027-01-15T10:00:00Z");
const entered = (day: number) => new Date(Date.UTC(2027, 0, day));

const child = (id: string, changes: Partial<WaitingChild> = {}): WaitingChild => ({
  ...{ id, birthYear: 2017, householdId: null, tickets: 0, householdTickets: 0 },
  ...{ waitingSince: entered(1), municipality: "5025", enteredAt: entered(1), isDeclined: false },
  ...changes,
});

const placed = (
  children: WaitingChild[],
  { left = 1, rules = null }: { left?: number; rules?: WaitingRules | null } = {},
) =>
  waitingList(children, () => rules, { left, now }).map(({ id, place, state }) => [
    id,
    place,
    state,
  ]);

describe("the order of a waiting list", () => {
  it("a waiting list without criteria stands by the time of entry, whatever the order of its rows", () => {
    const children = [
      child("b", { enteredAt: entered(2) }),
      child("c", { enteredAt: entered(3) }),
      child("a", { enteredAt: entered(1) }),
    ];
    const order = [
      ["a", 1, "proposed"],
      ["b", 2, "waiting"],
      ["c", 3, "waiting"],
    ];
    expect(placed(children)).to.deep.equal(order);
    expect(placed(children.toReversed())).to.deep.equal(order);
  });

  it("a waiting list with criteria stands by them first, and equals by the time of entry", () => {
    const rules: WaitingRules = { criteria: ["fewest_tickets"], publishedOn: "2026-11-01" };
    const children = [
      child("many", { tickets: 3, enteredAt: entered(1) }),
      child("late", { enteredAt: entered(3) }),
      child("early", { enteredAt: entered(2) }),
    ];
    expect(placed(children, { rules, left: 2 })).to.deep.equal([
      ["early", 1, "proposed"],
      ["late", 2, "proposed"],
      ["many", 3, "waiting"],
    ]);
  });

  const siblings = [
    child("a", { householdId: "h", enteredAt: entered(1) }),
    child("b", { householdId: "h", enteredAt: entered(5) }),
  ];

  it("siblings share the place of the one who came first, and get tickets together", () => {
    expect(placed([...siblings, child("c", { enteredAt: entered(2) })], { left: 2 })).to.deep.equal(
      [
        ["a", 1, "proposed"],
        ["b", 1, "proposed"],
        ["c", 2, "waiting"],
      ],
    );
  });

  it("siblings for whom too few tickets are left keep their place and are passed over", () => {
    expect(placed([...siblings, child("c", { enteredAt: entered(2) })])).to.deep.equal([
      ["a", 1, "no_room"],
      ["b", 1, "no_room"],
      ["c", 2, "proposed"],
    ]);
  });

  it("children who declined or would be refused take no ticket, and their siblings may", () => {
    const [one, other] = siblings as [WaitingChild, WaitingChild];
    const next = child("c", { enteredAt: entered(2) });
    expect(placed([{ ...one, isDeclined: true }, other, next])).to.deep.equal([
      ["a", 1, "declined"],
      ["b", 1, "proposed"],
      ["c", 2, "waiting"],
    ]);
    expect(placed([{ ...one, refusal: "outside_age" }, next])).to.deep.equal([
      ["a", 1, "refused"],
      ["c", 2, "proposed"],
    ]);
  });

  it("two municipalities' lists alternate, each in its own order", () => {
    const children = [
      child("r1", { enteredAt: entered(1) }),
      child("r2", { enteredAt: entered(2) }),
      child("h1", { municipality: "5026", enteredAt: entered(3) }),
    ];
    expect(placed(children, { left: 0 })).to.deep.equal([
      ["r1", 1, "waiting"],
      ["h1", 2, "waiting"],
      ["r2", 3, "waiting"],
    ]);
  });
});
