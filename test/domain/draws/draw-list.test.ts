import { expect } from "chai";
import { drawLetter } from "../../../src/domain/draws/draw-letter.ts";
import {
  drawUnits,
  drawValues,
  twelveMonthsBefore,
  type DrawCandidate,
} from "../../../src/domain/draws/draw-list.ts";
import type { DrawList, DrawRules } from "../../../src/domain/draws/draw.ts";
import { runDraw } from "../../../src/domain/draws/run-draw.ts";

const now = new Date("2027-01-15T10:00:00Z");
const rules: DrawRules = {
  criteria: ["age", "fewest_tickets", "household_without", "waiting_longest"],
  publishedOn: "2026-11-01",
  ages: { from: 6, to: 9 },
  siblingsTogether: true,
};
const aChild = (overrides: Partial<DrawCandidate> = {}): DrawCandidate => ({
  ...{ id: "anna", birthYear: 2020, householdId: null, tickets: 0, householdTickets: 0 },
  waitingSince: new Date("2026-11-15T10:00:00Z"),
  ...overrides,
});

describe("the list of a draw", () => {
  for (const [what, at, since] of [
    ["the same day of the year before", "2027-01-15T10:00:00Z", "2026-01-14T23:00:00Z"],
    ["28 February on a leap day", "2028-02-29T10:00:00Z", "2027-02-27T23:00:00Z"],
    ["the day that it is in Oslo", "2028-02-29T23:30:00Z", "2027-02-28T23:00:00Z"],
  ] as const) {
    it(`tickets count from ${what}`, () => {
      expect(twelveMonthsBefore(new Date(at))).to.deep.equal(new Date(since));
    });
  }

  const cases: [when: string, child: Partial<DrawCandidate>, name: string, value: number][] = [
    ["the child reaches the lower age this year", { birthYear: 2021 }, "age", 1],
    ["the child is a year too young", { birthYear: 2022 }, "age", 0],
    ["the child has the upper age", { birthYear: 2018 }, "age", 1],
    ["the child is a year too old", { birthYear: 2017 }, "age", 0],
    ["it was allocated three tickets", { tickets: 3 }, "fewest_tickets", 3],
    ["no sibling has a ticket", {}, "household_without", 1],
    ["a sibling has one", { householdTickets: 1 }, "household_without", 0],
    ["two months are full today", {}, "waiting_longest", 2],
    [
      "the second month lacks a day",
      { waitingSince: new Date("2026-11-16T10:00:00Z") },
      "waiting_longest",
      1,
    ],
    [
      "a ticket comes from the future",
      { waitingSince: new Date("2027-05-01T10:00:00Z") },
      "waiting_longest",
      0,
    ],
  ];
  for (const [when, child, name, value] of cases) {
    it(`the list of a draw has ${name} ${value} when ${when}`, () => {
      expect(drawValues(aChild(child), rules, now)).to.have.property(name, value);
    });
  }

  it("the list of a draw has values of the chosen criteria alone", () => {
    const chosen = { ...rules, criteria: ["fewest_tickets" as const] };
    expect(drawValues(aChild(), chosen, now)).to.deep.equal({ fewest_tickets: 0 });
  });

  it("the list of a draw has siblings in one row where they belong together, else each alone", () => {
    const children = [
      aChild({ id: "anna", householdId: "home" }),
      aChild({ id: "ola", householdId: "home" }),
      aChild({ id: "kari" }),
    ];
    const idsOf = (siblingsTogether: boolean) =>
      drawUnits(children, { siblingsTogether }).map((unit) => unit.map(({ id }) => id));
    expect(idsOf(true)).to.deep.equal([["anna", "ola"], ["kari"]]);
    expect(idsOf(false)).to.deep.equal([["anna"], ["ola"], ["kari"]]);
  });
});

describe("the letter on a draw", () => {
  const list: DrawList = {
    offerId: "offer",
    seats: 1,
    rules: { ...rules, criteria: ["age", "fewest_tickets"] },
    rows: [
      { id: "first", children: [{ age: 1, fewest_tickets: 1 }] },
      { id: "second", children: [{ age: 1, fewest_tickets: 1 }] },
      {
        id: "third",
        children: [
          { age: 0, fewest_tickets: 0 },
          { age: 0, fewest_tickets: 2 },
        ],
      },
    ],
  };
  const lettersOf = (drawn: DrawList) => {
    const result = runDraw(drawn, Buffer.alloc(32));
    return result.map((each) => {
      const row = drawn.rows.find(({ id }) => id === each.id);
      if (!row) throw new Error("no such row");
      return drawLetter({ nb: "Sirkus", nn: "Sirkuset" }, drawn, { row, drawn: each, result });
    });
  };

  it("the letter on a draw says criteria in order, how the child stood, how equals were parted, and how to complain", () => {
    const [won, lost] = lettersOf(list);
    expect(won?.nb.split("\n")).to.deep.equal([
      "Til «Sirkus» var det færre billetter enn barn. Billettene ble fordelt etter kriterier som kommunen offentliggjorde 1. november 2026, i denne rekkefølgen:",
      "1. barn på 6–9 år går foran",
      "2. de som har fått færrest billetter de siste tolv månedene, går foran",
      "",
      "Slik stod barnet da listen ble lukket:",
      "– alderen er 6–9 år, 1 billett de siste tolv månedene",
      "Det ga gruppe 1 av 2. De i samme gruppe står helt likt.",
      "Det var ikke billetter til alle i gruppen, og mellom dem som står likt, ble det trukket lodd. Trekningen ble låst på forhånd og kan etterprøves.",
      "",
      "Barnet får billett.",
      "",
      "Du kan klage til NAV-kontoret innen tre uker etter at du fikk dette brevet. Skriv hva du er uenig i. Kontoret hjelper deg gjerne. Får du medhold, får barnet den neste billetten som blir ledig.",
    ]);
    expect(lost?.nn).to.contain("Til «Sirkuset» var det færre billettar enn barn");
    expect(lost?.nn)
      .to.contain("blei det trekt lodd")
      .and.contain("Barnet får ikkje billett denne gongen.");
    expect(lost?.nn).to.contain("klage til NAV-kontoret innan tre veker");
  });

  it("the letter on a draw says that the criteria decided where no lot did, and how siblings stand", () => {
    const [, , siblings] = lettersOf(list);
    expect(siblings?.nb).to.contain("Det ble ikke trukket lodd om denne plassen.");
    expect(siblings?.nb).to.contain("– alderen er ikke 6–9 år, 0 billetter de siste tolv månedene");
    expect(siblings?.nb).to.contain("Søsknene får billett sammen");
    const tight = { ...list, seats: 3 };
    expect(lettersOf(tight)[2]?.nb).to.contain("færre billetter igjen enn søsknene er");
  });

  it("the letter on a draw without criteria says that lots were drawn between all, and when that was published if it was", () => {
    const rows = list.rows.map(({ id, children }) => ({ id, children: children.map(() => ({})) }));
    const lots = { ...list, rules: { siblingsTogether: true }, rows };
    const [siblings, won] = lettersOf(lots);
    expect(won?.nb.split("\n").slice(0, -1)).to.deep.equal([
      "Til «Sirkus» var det færre billetter enn barn. Det ble trukket lodd mellom alle. Trekningen ble låst på forhånd og kan etterprøves.",
      "",
      "Barnet får billett.",
      "",
    ]);
    expect(won?.nn).to.contain("Det blei trekt lodd mellom alle. Trekninga blei låst");
    expect(siblings?.nb).to.contain("Søsknene får billett sammen, og hadde ett lodd.");
    expect(siblings?.nn).to.contain("Syskena får billett saman, og hadde eitt lodd.");
    const told = lettersOf({ ...lots, rules: { ...lots.rules, publishedOn: "2026-11-01" } });
    expect(told[1]?.nb).to.contain("mellom alle, slik kommunen offentliggjorde 1. november 2026.");
    expect(told[1]?.nn).to.contain("mellom alle, slik kommunen offentleggjorde 1. november 2026.");
  });
});
