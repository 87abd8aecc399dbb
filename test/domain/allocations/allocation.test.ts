import { expect } from "chai";
import fc from "fast-check";
import {
  claimUntil,
  decideAllocation,
  type AllocationItem,
} from "../../../src/domain/allocations/allocation.ts";
import type { Offer } from "../../../src/domain/offers/offer.ts";

const now = new Date("2027-01-15T10:00:00Z");

const offer: Offer = {
  id: "ski",
  providerId: "hovdelia",
  state: "open",
  templateId: "day-pass",
  templateVersion: 1,
  contentVersion: 1,
  title: { nb: "Dagskort" },
  category: "ski",
  quota: 10,
  allocated: 0,
  validity: { from: new Date("2026-10-01T00:00+02:00"), until: new Date("2027-07-01T00:00+02:00") },
  ageFrom: 5,
  ageTo: 16,
  municipalities: ["5025"],
  perRecipient: 2,
  companions: 0,
  uses: 1,
  refundPerAdmissionOre: 0,
};
const child = { id: "child", municipality: "5025", birthYear: 2017 };

const item = (
  overrides: Partial<Offer> = {},
  recipient: Partial<AllocationItem["recipient"]> = {},
  count = 1,
): AllocationItem => ({
  offer: { ...offer, ...overrides },
  recipient: { ...child, ...recipient },
  count,
});
const decide = (items: AllocationItem[], held = 0) => decideAllocation(items, () => held, now);

describe("the decision about an allocation", () => {
  for (const { what, items, held = 0, decisions } of [
    { what: "gives a ticket", items: [item()], decisions: [undefined] },
    { what: "gives several at once", items: [item({}, {}, 2)], decisions: [undefined] },
    {
      what: "gives before the validity begins",
      items: [item({ validity: { ...offer.validity, from: new Date("2027-02-01T00:00Z") } })],
      decisions: [undefined],
    },
    { what: "refuses a draft", items: [item({ state: "draft" })], decisions: ["not_open"] },
    {
      what: "refuses a submitted offer",
      items: [item({ state: "submitted" })],
      decisions: ["not_open"],
    },
    {
      what: "refuses a returned offer",
      items: [item({ state: "returned" })],
      decisions: ["not_open"],
    },
    { what: "refuses a paused offer", items: [item({ state: "paused" })], decisions: ["not_open"] },
    { what: "refuses a closed offer", items: [item({ state: "closed" })], decisions: ["not_open"] },
    {
      what: "refuses an offer that ends now",
      items: [item({ validity: { ...offer.validity, until: now } })],
      decisions: ["not_open"],
    },
    {
      what: "refuses a child of another municipality",
      items: [item({}, { municipality: "5026" })],
      decisions: ["other_municipality"],
    },
    {
      what: "refuses a child who turns 4 this year",
      items: [item({}, { birthYear: 2023 })],
      decisions: ["outside_age"],
    },
    {
      what: "gives to a child who turns 5 this year",
      items: [item({}, { birthYear: 2022 })],
      decisions: [undefined],
    },
    {
      what: "gives to a child who turns 16 this year",
      items: [item({}, { birthYear: 2011 })],
      decisions: [undefined],
    },
    {
      what: "refuses a child who turns 17 this year",
      items: [item({}, { birthYear: 2010 })],
      decisions: ["outside_age"],
    },
    {
      what: "refuses who holds all that the offer allows",
      items: [item()],
      held: 2,
      decisions: ["already_allocated"],
    },
    {
      what: "gives the last that the limit allows",
      items: [item()],
      held: 1,
      decisions: [undefined],
    },
    {
      what: "refuses more than the limit leaves",
      items: [item({}, {}, 2)],
      held: 1,
      decisions: ["over_limit"],
    },
    {
      what: "refuses more than the limit at once",
      items: [item({}, {}, 3)],
      decisions: ["over_limit"],
    },
    {
      what: "counts earlier items of the request against the limit",
      items: [item(), item(), item()],
      decisions: [undefined, undefined, "already_allocated"],
    },
    {
      what: "refuses when the quota is out",
      items: [item({ allocated: 10 })],
      decisions: ["sold_out"],
    },
    {
      what: "gives the last of the quota",
      items: [item({ allocated: 9 })],
      decisions: [undefined],
    },
    {
      what: "gives an item whole or not at all",
      items: [item({ allocated: 9 }, {}, 2)],
      decisions: ["sold_out"],
    },
    {
      what: "counts earlier items of the request against the quota",
      items: [item({ allocated: 9 }), item({ allocated: 9 }, { id: "other" })],
      decisions: [undefined, "sold_out"],
    },
    {
      what: "does not count a refused item against the quota",
      items: [item({ allocated: 9 }, { birthYear: 2000 }), item({ allocated: 9 })],
      decisions: ["outside_age", undefined],
    },
    {
      what: "lets a smaller item have what a larger one could not",
      items: [item({ allocated: 9 }, {}, 2), item({ allocated: 9 })],
      decisions: ["sold_out", undefined],
    },
  ] satisfies { what: string; items: AllocationItem[]; held?: number; decisions: unknown[] }[]) {
    it(what, () => {
      expect(decide(items, held)).to.deep.equal(decisions);
    });
  }

  it("the allocation decision names the first reason that applies, in the order in which NAV can do something about it", () => {
    const everything = {
      state: "paused",
      municipalities: ["5026"],
      ageTo: 6,
      perRecipient: 1,
      allocated: 10,
    } as const;
    const orders: [Partial<Offer>, number, string][] = [
      [{ ...everything, municipalities: ["5026"] }, 1, "not_open"],
      [{ ...everything, state: "open", municipalities: ["5026"] }, 1, "other_municipality"],
      [
        { ...everything, state: "open", municipalities: ["5025"], declinedIn: ["5025"] },
        ...([1, "offer_declined"] as const),
      ],
      [{ ...everything, state: "open", municipalities: ["5025"] }, 1, "outside_age"],
      [
        { ...everything, state: "open", municipalities: ["5025"], ageTo: 16 },
        1,
        "already_allocated",
      ],
      [{ ...everything, state: "open", municipalities: ["5025"], ageTo: 16 }, 0, "over_limit"],
      [{ state: "open", allocated: 10 }, 0, "sold_out"],
    ];
    for (const [overrides, held, reason] of orders) {
      const count = reason === "sold_out" ? 1 : 2;
      const decisions = decide(
        [item({ ...overrides, municipalities: overrides.municipalities ?? ["5025"] }, {}, count)],
        held,
      );
      expect(decisions).to.deep.equal([reason]);
    }
  });

  it("the allocation decision never gives more than the quota or the limit, whatever is asked", () => {
    const wish = fc.record({
      recipient: fc.constantFrom("a", "b", "c"),
      offer: fc.constantFrom("x", "y"),
      count: fc.integer({ min: 1, max: 5 }),
    });
    fc.assert(
      fc.property(
        fc.array(wish, { maxLength: 40 }),
        fc.integer({ min: 0, max: 10 }),
        (wishes, allocated) => {
          const items = wishes.map((each) =>
            item({ id: each.offer, allocated }, { id: each.recipient }, each.count),
          );
          const decisions = decide(items);
          const given = items.filter((_, i) => decisions[i] === undefined);
          const sum = (of: AllocationItem[]) => of.reduce((total, { count }) => total + count, 0);
          for (const id of ["x", "y"]) {
            const ofOffer = given.filter((each) => each.offer.id === id);
            expect(allocated + sum(ofOffer)).to.be.at.most(10);
            for (const who of ["a", "b", "c"]) {
              expect(sum(ofOffer.filter(({ recipient }) => recipient.id === who))).to.be.at.most(2);
            }
          }
        },
      ),
    );
  });

  for (const { at, age } of [
    { at: "2026-12-31T22:59:59Z", age: 9 },
    { at: "2026-12-31T23:00:00Z", age: 10 },
    { at: "2027-12-31T22:59:59Z", age: 10 },
  ]) {
    it(`the allocation decision counts the age of a child born in 2017 at ${at} as ${age}, by Oslo's calendar`, () => {
      const validity = { ...offer.validity, until: new Date("2028-07-01T00:00+02:00") };
      const decided = (ageFrom: number, ageTo: number) =>
        decideAllocation([item({ validity, ageFrom, ageTo })], () => 0, new Date(at));
      expect(decided(age, age)).to.deep.equal([undefined]);
      expect(decided(age + 1, 16)).to.deep.equal(["outside_age"]);
      expect(decided(5, age - 1)).to.deep.equal(["outside_age"]);
    });
  }

  for (const { days, at, until } of [
    { days: 10, at: "2027-01-15T10:00:00Z", until: "2027-01-26T00:00:00+01:00" },
    { days: 10, at: "2027-01-15T23:30:00Z", until: "2027-01-27T00:00:00+01:00" },
    { days: 10, at: "2027-03-20T10:00:00Z", until: "2027-03-31T00:00:00+02:00" },
    { days: 60, at: "2027-06-01T10:00:00Z", until: "2027-07-01T00:00:00+02:00" },
  ]) {
    it(`the allocation decision must be fetched within ${days} days of ${at}: until ${until}`, () => {
      const deadline = claimUntil(
        { claimWithinDays: days, validity: offer.validity },
        new Date(at),
      );
      expect(deadline).to.deep.equal(new Date(until));
    });
  }

  it("the allocation decision may be fetched at any time when no days are named", () => {
    expect(claimUntil({ validity: offer.validity }, now)).to.equal(null);
  });
});
