import { readFileSync } from "node:fs";
import { expect } from "chai";
import { divideChange, termsToChange } from "../../../src/domain/offers/pending-change.ts";
import {
  changeRules,
  offerTermNames,
  offerTerms,
  type Offer,
  type PendingChange,
} from "../../../src/domain/offers/offer.ts";

const offer: Offer = {
  id: "0b2d6c3e-58a4-4b6e-8a2c-6f9d0c6f1a03",
  providerId: "7a0c2f4e-91b3-4d5e-8f60-1b2a3c4d5e01",
  state: "open",
  templateId: "3c1a8a5e-7b0d-4d2c-9a55-1f1d2f0b9c01",
  templateVersion: 1,
  contentVersion: 1,
  title: { nb: "Dagskort", en: "Day pass" },
  description: { nb: "Heiskort." },
  category: "ski",
  quota: 60,
  approvedQuota: 80,
  allocated: 0,
  validity: { from: new Date("2026-12-19T00:00Z"), until: new Date("2027-04-11T00:00Z") },
  ageFrom: 5,
  ageTo: 16,
  municipalities: ["5025"],
  perRecipient: 3,
  companions: 1,
  uses: 1,
  refundPerAdmissionOre: 12_000,
};
const at = new Date("2027-01-15T10:00:00Z");
const later = { validity: { ...offer.validity, until: new Date("2027-05-01T00:00Z") } };

describe("a change of an approved offer", () => {
  for (const [what, changes, waiting] of [
    ["another title", { title: { nb: "Kveldskort" } }, ["title"]],
    ["a title in another order", { title: { en: "Day pass", nb: "Dagskort" } }, []],
    ["no description", { description: undefined }, ["description"]],
    ["another refund", { refundPerAdmissionOre: 9000 }, ["refundPerAdmissionOre"]],
    ["a cap", { refundCapOre: 90_000 }, ["refundCapOre"]],
    ["fewer tickets", { quota: 10 }, []],
    ["as many tickets as were approved", { quota: 80 }, []],
    ["more than were approved", { quota: 81 }, ["quota"]],
    ["another place", { place: { name: "Hallen", address: "Veien 1" } }, []],
    ["a later end", later, []],
    ["opening hours", { hours: [{ weekdays: [6], opens: "10:00", closes: "15:00" }] }, []],
  ] as const) {
    it(`${what}: ${waiting.length > 0 ? `${waiting.join()} waits` : "holds at once"}`, () => {
      const after = { ...offer, ...changes } as Offer;
      const { now, pending } = divideChange(offer, after, at);
      expect(Object.keys(pending?.terms ?? {})).to.deep.equal(waiting);
      for (const [term, value] of Object.entries(changes)) {
        const holds = !waiting.includes(term as never);
        expect(now[term as keyof Offer & keyof typeof now]).to.deep.equal(
          holds ? value : offer[term as keyof Offer],
        );
      }
    });
  }

  it("more tickets wait for nothing where no refund is paid", () => {
    const free = { ...offer, refundPerAdmissionOre: 0 };
    expect(divideChange(free, { ...free, quota: 1000 }, at).pending).to.equal(undefined);
  });

  for (const [what, terms, waits] of [
    ["paid each month", { refundPer: "month", uses: null }, true],
    ["paid each day of use", { uses: null, usesPerDay: 1 }, true],
    ["paid for each use without limit", { uses: null }, true],
    [
      "of as few tickets as now, of more that were approved",
      { uses: 30, usesPerDay: 1, quota: 1 },
      false,
    ],
    ["paid once for each ticket", { refundPer: "ticket", uses: null }, false],
    ["paid up to a cap", { refundPer: "month", uses: null, refundCapOre: 90_000 }, false],
    ["not paid at all", { refundPerAdmissionOre: 0, uses: null }, false],
  ] as const) {
    it(`a later end of tickets ${what} ${waits ? "waits, since it can cost more" : "holds at once"}`, () => {
      const before = { ...offer, ...terms } as Offer;
      const { now, pending } = divideChange(before, { ...before, ...later }, at);
      expect(pending?.terms).to.deep.equal(waits ? later : undefined);
      expect(now.validity).to.deep.equal(waits ? before.validity : later.validity);
    });
  }

  it("more dates wait together with the validity that they need, where they can cost more", () => {
    const date = (day: string) => ({
      start: new Date(`${day}T12:00Z`),
      end: new Date(`${day}T14:00Z`),
    });
    const before: Offer = {
      ...offer,
      ...{ uses: null, usesPerDay: 1, sessions: [date("2027-04-10")] },
    };
    const more = { sessions: [date("2027-04-10"), date("2027-04-20")], ...later };
    const { now, pending } = divideChange(before, { ...before, ...more }, at);
    expect(pending?.terms).to.deep.equal(more);
    expect(now.sessions).to.deep.equal(before.sessions);
  });

  it("one more open weekday waits where it can cost more, and longer hours do not", () => {
    const on = (weekdays: number[], closes = "15:00") => ({
      hours: [{ weekdays, opens: "10:00", closes }],
    });
    const before: Offer = { ...offer, uses: null, usesPerDay: 1, ...on([6]) };
    const after = (more: Partial<Offer>) => divideChange(before, { ...before, ...more }, at);
    expect(after(on([6, 7])).pending?.terms).to.deep.equal(on([6, 7]));
    expect(after(on([6, 7])).now.hours).to.deep.equal(before.hours);
    expect(after(on([6], "20:00")).pending).to.equal(undefined);
    const endless = divideChange(
      { ...before, usesPerDay: undefined },
      { ...before, usesPerDay: undefined, ...on([6, 7]) },
      at,
    );
    expect(endless.pending?.terms).to.deep.equal(on([6, 7]));
  });

  const waiting: PendingChange = { terms: { title: { nb: "Kveldskort" } }, at: new Date(0) };
  const returned: PendingChange = { ...waiting, returned: "Hvorfor?" };

  it("a further change starts from what waits, and from what holds after a return", () => {
    expect(termsToChange({ ...offer, pendingChange: waiting }).title).to.deep.equal({
      nb: "Kveldskort",
    });
    expect(termsToChange({ ...offer, pendingChange: returned }).title).to.deep.equal(offer.title);
  });

  for (const [what, known, title, expected] of [
    ["the same waits on since it was sent", waiting, { nb: "Kveldskort" }, waiting],
    ["another replaces what waits", waiting, { nb: "Nattkort" }, { title: { nb: "Nattkort" } }],
    ["what holds takes back what waits", waiting, offer.title, undefined],
    ["what was returned stays to be read", returned, offer.title, returned],
    [
      "what was returned waits again when it is sent again",
      returned,
      { nb: "Kveldskort" },
      waiting.terms,
    ],
  ] as const) {
    it(what, () => {
      const before: Offer = { ...offer, pendingChange: known };
      const { pending } = divideChange(before, { ...before, title }, at);
      const isNew = expected !== undefined && !("terms" in expected);
      expect(pending).to.deep.equal(isNew ? { terms: expected, at } : expected);
    });
  }
});

describe("the table of what can change once approved", () => {
  it("stands in the guide for providers, term by term", () => {
    const guide = readFileSync(new URL("../../../docs/provider-api.md", import.meta.url), "utf8");
    const rows = [
      ...guide.matchAll(/^\| (free|notice|review|quota|later end|hours|frozen) +\| (.*?) +\|/gm),
    ];
    const told = new Map(
      rows.map(([, rule = "", terms = ""]) => [
        rule,
        [...terms.matchAll(/`(\w+)`/g)].map(([, term = ""]) => term).sort(),
      ]),
    );
    for (const rule of changeRules) {
      const terms = offerTermNames.filter((term) => offerTerms[term].whileRunning === rule);
      expect(told.get(rule), rule).to.deep.equal([...terms].sort());
    }
  });
});
