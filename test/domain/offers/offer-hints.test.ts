import { readdirSync } from "node:fs";
import { expect } from "chai";
import { activities, offerDefaults } from "../../../src/domain/offers/offer-defaults.ts";
import { offerHints, type OfferHintCode } from "../../../src/domain/offers/offer-hints.ts";
import type { OfferTerms } from "../../../src/domain/offers/offer.ts";
import { validityFrom, validityUntil } from "../../../src/domain/period.ts";
import type { TicketStyle } from "../../../src/domain/templates/template.ts";

const good: OfferTerms = {
  templateId: "3c1a8a5e-7b0d-4d2c-9a55-1f1d2f0b9c01",
  title: { nb: "Dagskort alpin", nn: "Dagskort alpint", en: "Day lift pass" },
  description: { nb: "Heiskort for én dag." },
  category: "ski",
  quota: 80,
  validity: { from: validityFrom("2026-12-19"), until: validityUntil("2027-04-11") },
  ageFrom: 5,
  ageTo: 16,
  municipalities: ["5025"],
  perRecipient: 3,
  companions: 1,
  uses: 1,
  refundPerAdmissionOre: 0,
  place: { name: "Hovdelia", address: "Skiveien 40, 7380 Ålen" },
};

const now = new Date("2026-12-01T12:00:00+01:00");

const codesOf = (changes: Partial<OfferTerms>, style: TicketStyle = "coupon") =>
  offerHints({ ...good, ...changes }, style, now).map(({ code }) => code);

describe("hints on an offer", () => {
  it("hints are none for a good one", () => {
    expect(codesOf({})).to.deep.equal([]);
  });

  const titled = (nb: string) => ({ title: { ...good.title, nb } });
  const start = new Date("2027-01-16T12:00:00+01:00");
  const event = { start, end: new Date("2027-01-16T14:00:00+01:00") };
  const cases: [code: OfferHintCode, changes: Partial<OfferTerms>][] = [
    ["title_long", titled("Dagskort for hele familien i skianlegget")],
    ["title_shouting", titled("DAGSKORT ALPIN")],
    ["title_price", titled("Dagskort, verdi 350 kr")],
    ["title_price", titled("Dagskort 350,-")],
    ["no_nynorsk", { title: { nb: "Dagskort", en: "Day pass" } }],
    ["no_english", { title: { nb: "Dagskort", nn: "Dagskort" } }],
    ["no_description", { description: undefined }],
    ["no_place", { place: undefined }],
    ["small_children_alone", { companions: 0, ageTo: 7 }],
    ["few_tickets", { quota: 2 }],
    [
      "over",
      { validity: { from: validityFrom("2026-11-01"), until: validityUntil("2026-11-30") } },
    ],
    ["fetched_after_end", { claimWithinDays: 365 }],
    ["event_on_closed_day", { event, weekdays: [1, 2] }],
    ["event_on_closed_day", { event, blackout: [["2027-01-16", "2027-01-16"]] }],
    [
      "weekday_outside_validity",
      {
        weekdays: [5, 6, 7],
        validity: { from: validityFrom("2026-12-19"), until: validityUntil("2026-12-20") },
      },
    ],
    [
      "weekday_without_hours",
      { weekdays: [5, 6], hours: [{ weekdays: [5], opens: "10:00", closes: "18:00" }] },
    ],
    ["doors_before_validity", { event: { ...event, doors: new Date("2026-12-18T21:00:00Z") } }],
    [
      "event_over",
      {
        event: { start: new Date("2026-11-30T18:00:00Z"), end: new Date("2026-11-30T20:00:00Z") },
        validity: { from: validityFrom("2026-11-30"), until: validityUntil("2027-04-11") },
      },
    ],
    ["closed_outside_validity", { blackout: [["2028-04-13", "2028-04-17"]] }],
    ["session_without_doors", { sessions: [event] }],
    ["event_without_doors", { event, validity: { from: event.start, until: event.end } }],
  ];
  for (const [code, changes] of cases) {
    it(`${code}: ${JSON.stringify(changes)}`, () => {
      expect(codesOf(changes)).to.deep.equal([code]);
    });
  }

  it("hints on the deadline to fetch count from today, not from the evening of an event", () => {
    const doors = new Date("2027-01-16T11:00:00+01:00");
    const evening = { event: { ...event, doors }, validity: { from: doors, until: event.end } };
    expect(codesOf({ ...evening, claimWithinDays: 10 })).to.deep.equal([]);
    expect(codesOf({ ...evening, claimWithinDays: 47 })).to.deep.equal(["fetched_after_end"]);
  });

  it("event_without_time: an event's ticket has nothing to show in its largest place", () => {
    expect(codesOf({}, "event")).to.deep.equal(["event_without_time"]);
    expect(codesOf({ event }, "event")).to.deep.equal([]);
  });

  it("hints are said once, though they hold in every language", () => {
    const long = "Dagskort for hele familien i skianlegget";
    expect(codesOf({ title: { nb: long, nn: long, en: long } })).to.deep.equal(["title_long"]);
  });

  it("leave short capitals and open event days alone", () => {
    expect(codesOf(titled("ABC Kino"))).to.deep.equal([]);
    expect(codesOf({ event, weekdays: [6] })).to.deep.equal([]);
  });
});

describe("what a form begins with", () => {
  for (const activity of activities) {
    it(`an offer form's start is free of contradictions for ${activity}`, () => {
      const { validFrom, validUntil, ageFrom, ageTo, uses, usesPerDay } = offerDefaults(
        activity,
        "2026-11-22",
      );
      expect(validFrom < validUntil && ageFrom < ageTo).to.equal(true);
      expect(usesPerDay ?? 0).to.be.at.most(uses ?? Infinity);
    });
  }

  it("an offer form's start is given no advice by what it begins with", () => {
    for (const activity of activities) {
      const usual = offerDefaults(activity, "2026-12-01");
      const { validFrom, validUntil, when, template, ...terms } = usual;
      const validity = { from: validityFrom(validFrom), until: validityUntil(validUntil) };
      expect(codesOf({ ...terms, validity }), `${activity} ${when} ${template}`).to.deep.equal([]);
    }
  });

  it("an offer form's start gives one use to the child alone, unless the activity is sold otherwise", () => {
    const starts = activities.map((activity) => ({
      activity,
      ...offerDefaults(activity, "2026-11-22"),
    }));
    expect(starts.filter(({ companions }) => companions > 0)).to.deep.equal([]);
    const severalUses = starts.filter(({ uses }) => uses !== 1).map(({ activity }) => activity);
    expect(severalUses).to.have.members([
      ...["festival", "ski_day", "ski_season", "swimming_card"],
      ...["course", "riding", "membership"],
    ]);
  });

  it("an offer form's start has a design that is shipped", () => {
    const shipped = readdirSync("templates");
    for (const activity of activities) {
      expect(shipped).to.include(offerDefaults(activity, "2026-11-22").template);
    }
  });

  for (const [today, last] of [
    ["2026-11-22", "2027-04-30"],
    ["2027-04-30", "2027-04-30"],
    ["2027-05-01", "2028-04-30"],
  ] as const) {
    it(`an offer form's start lets a ski pass made on ${today} last to ${last}`, () => {
      expect(offerDefaults("ski_day", today).validUntil).to.equal(last);
    });
  }
});
