import { expect } from "chai";
import { offerBody } from "../../../../src/domain/offers/offer-input.ts";
import { providerChanges } from "../../../../src/domain/providers/provider-input.ts";
import { AppError } from "../../../../src/errors.ts";
import { parse } from "../../../../src/http/api/parse.ts";
import { hoursOfForm, hoursValues } from "../../../../src/http/provider/offers/hours-form.ts";
import { bodyOfForm } from "../../../../src/http/provider/offers/offer-form-body.ts";
import { newOfferForm } from "../../../../src/http/provider/offers/offer-form-values.ts";
import { offerFaultsOf } from "../../../../src/http/provider/offers/offer-faults.ts";
import type { OfferFormValues } from "../../../../src/views/provider/offer-form-values.ts";

const provider = {
  id: "1c1a8a5e-7b0d-4d2c-9a55-1f1d2f0b9c01",
  slug: "hovdelia",
  name: "Hovdelia",
  organisationNumber: "313003078",
  municipality: "5026",
  state: "approved",
  vatPercent: 0,
} as const;
const sound: OfferFormValues = {
  ...newOfferForm("concert", {
    provider,
    templates: [
      { id: "3c1a8a5e-7b0d-4d2c-9a55-1f1d2f0b9c01", slug: null, style: "event", categories: [] },
    ],
    now: new Date("2026-11-22T12:00:00Z"),
  }),
  "title.nb": "Nattkonsert",
  quota: "80",
  whenKind: "event",
  "event.date": "2027-03-28",
  "event.start": "01:30",
  "event.end": "03:30",
};
const evening: Partial<OfferFormValues> = {
  whenKind: "sessions",
  sessionDate: ["2027-03-28"],
  sessionDoors: [""],
  sessionStart: ["01:30"],
  sessionEnd: ["03:30"],
  sessionRepeat: [""],
};
const period: Partial<OfferFormValues> = {
  whenKind: "period",
  validFrom: "2027-01-01",
  validUntil: "2027-02-01",
};

/** The fields that are faulty, and what is said of each. */
function faultsOf(changes: Partial<OfferFormValues>): Record<string, string> {
  const values = { ...sound, ...changes };
  try {
    parse(offerBody, bodyOfForm(values));
    return {};
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return Object.fromEntries(offerFaultsOf(error, values, "nb") ?? []);
  }
}

describe("what an offer's form says of what is typed", () => {
  it("a form without a fault is taken, also across the change of the clocks", () => {
    for (const changes of [{}, evening, period]) expect(faultsOf(changes)).to.deep.equal({});
  });

  for (const [what, field, changes] of [
    ["the start of an event", "event.start", { "event.start": "02:30" }],
    ["its doors", "event.doors", { "event.doors": "02:00" }],
    ["its end", "event.end", { "event.end": "02:59" }],
    ["one of several dates", "sessions", { ...evening, sessionStart: ["02:15"] }],
  ] as const) {
    it(`a time that the clocks skip in spring is said at ${what}`, () => {
      const said = faultsOf(changes as Partial<OfferFormValues>);
      expect(Object.keys(said).map((name) => name.replace(/\[.*/, ""))).to.include(field);
      expect(Object.values(said).join()).to.contain("stilles klokka fram");
    });
  }

  for (const year of ["0027", "9999", "1999", "2101"]) {
    it(`the year ${year} is refused at its field`, () => {
      expect(faultsOf({ ...period, validFrom: `${year}-01-01` })).to.have.property("validFrom");
      expect(faultsOf({ ...period, validUntil: `${year}-12-31` })).to.have.property("validUntil");
      expect(faultsOf({ "event.date": `${year}-06-01` })).to.not.be.empty;
      const closed = { closedFrom: [`${year}-06-01`], closedUntil: [""] };
      expect(faultsOf({ ...period, ...closed })).to.have.property("blackout");
    });
  }

  const openOn = (day: number, opens: string, closes: string) => ({
    dayOpens: Array.from({ length: 7 }, (_, i) => (i === day - 1 ? opens : "")),
    dayCloses: Array.from({ length: 7 }, (_, i) => (i === day - 1 ? closes : "")),
  });
  const hoursOf = (changes: Partial<OfferFormValues>) =>
    parse(offerBody, bodyOfForm({ ...sound, ...period, ...changes })).hours;

  it("opening hours are those of all days, but of a day that has its own", () => {
    const all = { hoursOpens: "10:00", hoursCloses: "18:00" };
    expect(hoursOf({})).to.equal(null);
    expect(hoursOf(all)).to.deep.equal([
      { weekdays: [1, 2, 3, 4, 5, 6, 7], opens: "10:00", closes: "18:00" },
    ]);
    expect(hoursOf({ ...all, ...openOn(6, "", "00:00") })).to.deep.equal([
      { weekdays: [1, 2, 3, 4, 5, 7], opens: "10:00", closes: "18:00" },
      { weekdays: [6], opens: "10:00", closes: "24:00" },
    ]);
    expect(hoursOf({ ...all, dayClosed: ["1"] })).to.deep.equal([
      { weekdays: [2, 3, 4, 5, 6, 7], opens: "10:00", closes: "18:00" },
    ]);
    expect(hoursOf(openOn(7, "11:00", "15:00"))).to.deep.equal([
      { weekdays: [7], opens: "11:00", closes: "15:00" },
    ]);
  });

  it("hours are shown as those of most days, with ticks at the days that are closed, and read back as they were", () => {
    const hours = [
      { weekdays: [2, 3, 4, 5], opens: "10:00", closes: "24:00" },
      { weekdays: [6], opens: "11:00", closes: "15:00" },
    ];
    const values = hoursValues(hours);
    expect(values).to.deep.equal({
      ...{ hoursOpens: "10:00", hoursCloses: "00:00", dayClosed: ["1", "7"] },
      dayOpens: ["", "", "", "", "", "11:00", ""],
      dayCloses: ["", "", "", "", "", "15:00", ""],
    });
    expect(hoursOfForm(values)).to.deep.equal(hours);
    const closedToo = { ...values, dayClosed: [...values.dayClosed, "6"] };
    expect(hoursOfForm(closedToo)).to.deep.equal(hours.slice(0, 1));
  });

  const refusedHours: [what: string, typed: Partial<OfferFormValues>][] = [
    ["a day that is closed where none is open", { dayClosed: ["1"] }],
    [
      "all days closed",
      { hoursOpens: "10:00", hoursCloses: "18:00", dayClosed: ["1", "2", "3", "4", "5", "6", "7"] },
    ],
    ["no end", { hoursOpens: "10:00" }],
    ["an end in the night after", { hoursOpens: "20:00", hoursCloses: "02:00" }],
    ["an end alone, of one day", openOn(6, "", "15:00")],
    ["what is no time", { hoursOpens: "ti", hoursCloses: "18:00" }],
  ];
  for (const [what, typed] of refusedHours) {
    it(`opening hours with ${what} are refused at their fields`, () => {
      expect(faultsOf({ ...period, ...typed })["hours"]).to.contain("stenger");
    });
  }

  it("many closed days are taken at once, and an empty row is none", () => {
    const days = Array.from({ length: 30 }, (_, n) => `2027-01-${String(n + 1).padStart(2, "0")}`);
    const values = { ...sound, ...period, closedFrom: [...days, ""], closedUntil: [] };
    const { blackout } = parse(offerBody, {
      ...bodyOfForm(values),
      blackout: (bodyOfForm(values).blackout as string[][]).filter(([first]) => first !== ""),
    });
    expect(blackout).to.have.length(30);
  });

  for (const [what, mark] of [
    ["a control character", "\u0007"],
    ["a line break", "\u2028"],
    ["a paragraph break", "\u2029"],
    ["a mark that turns the direction", "\u202e"],
    ["an isolated direction", "\u2067"],
  ] as const) {
    it(`${what} is refused in a title, a place and a provider's name`, () => {
      const text = `Natt${mark}konsert`;
      expect(faultsOf({ "title.nb": text })["title.nb"]).to.contain("skjult tegn");
      const place = { "place.name": text, "place.address": "Skiveien 40" };
      expect(faultsOf(place)).to.have.property("place.name");
      expect(providerChanges.safeParse({ name: text }).success).to.equal(false);
    });
  }

  it("letters of other directions and signs of several characters are taken in one line", () => {
    for (const text of ["مسرح للأطفال", "Ski ⛷️ og 👨‍👩‍👧", "Gïelegoerh"]) {
      expect(faultsOf({ "title.nb": text }), text).to.deep.equal({});
    }
  });
});
