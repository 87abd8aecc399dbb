import { expect } from "chai";
import type { Activity } from "../../../../src/domain/offers/offer-defaults.ts";
import { offerBody, offerChanges } from "../../../../src/domain/offers/offer-input.ts";
import { termsOf } from "../../../../src/domain/offers/offer-terms.ts";
import type { Offer } from "../../../../src/domain/offers/offer.ts";
import { atInOslo, timeInOslo } from "../../../../src/domain/period.ts";
import { blackoutOf, eastersFor } from "../../../../src/http/provider/offers/closed-days-form.ts";
import { copyOfOffer } from "../../../../src/http/provider/offers/offer-copy.ts";
import {
  changesOfForm,
  untouchedForm,
} from "../../../../src/http/provider/offers/offer-form-changes.ts";
import { bodyOfForm } from "../../../../src/http/provider/offers/offer-form-body.ts";
import { offerForm } from "../../../../src/http/provider/offers/offer-form.ts";
import { newOfferForm } from "../../../../src/http/provider/offers/offer-form-values.ts";
import { withUsualDoors } from "../../../../src/http/provider/offers/usual-doors.ts";
import type { OfferFormValues } from "../../../../src/views/provider/offer-form-values.ts";

const templateId = "3c1a8a5e-7b0d-4d2c-9a55-1f1d2f0b9c01";
const provider = {
  id: "1c1a8a5e-7b0d-4d2c-9a55-1f1d2f0b9c01",
  slug: "hovdelia",
  name: "Hovdelia",
  organisationNumber: "313003078",
  municipality: "5026",
  state: "approved",
  vatPercent: 0,
  place: { name: "Hovdelia", address: "Skiveien 40", latitude: 62.8, longitude: 11.2 },
} as const;

const start = (activity: Activity = "ski_day"): OfferFormValues => ({
  ...newOfferForm(activity, {
    provider,
    templates: [{ id: templateId, slug: "day-lift-pass", style: "admission", categories: [] }],
    now: new Date("2026-11-22T12:00:00Z"),
  }),
  "title.nb": "Dagskort",
  quota: "80",
});

const festival: OfferFormValues = {
  ...start("concert"),
  "event.date": "2027-02-12",
  "event.start": "18:00",
  "event.end": "22:00",
  "event.endDate": "2027-02-14",
};

const evening: Partial<OfferFormValues> = {
  whenKind: "sessions",
  sessionDate: ["2027-02-05"],
  sessionDoors: [""],
  sessionStart: ["18:00"],
  sessionEnd: ["20:00"],
  sessionRepeat: [""],
};

const bodyOf = (values: OfferFormValues) => offerBody.parse(bodyOfForm(values));
const offerOf = (values: OfferFormValues) =>
  ({ ...termsOf(bodyOf(values)), id: "x", providerId: "y", state: "draft" }) as Offer;

describe("the form of an offer", () => {
  it("the offer form begins valid but for what only the provider knows", () => {
    const body = bodyOf(start());
    expect(body).to.deep.include({
      quota: 80,
      validFrom: "2026-11-22",
      validUntil: "2027-04-30",
      uses: null,
      usesPerDay: null,
      validFor: { days: 1 },
      event: null,
      municipalities: ["5026"],
    });
  });

  it("the offer form begins with the provider's own template that suits the activity", () => {
    const shipped = { id: "1", slug: "museum", style: "admission", categories: [] } as const;
    const own = { id: "2", slug: null, style: "admission", categories: ["ski"] } as const;
    const now = new Date("2026-11-22T12:00:00Z");
    const form = newOfferForm("museum", { provider, templates: [own, shipped], now });
    expect(form.templateId).to.equal("2");
    expect(newOfferForm("museum", { provider, templates: [], now }).templateId).to.equal("");
  });

  it("the offer form ticks the provider's own municipality alone, since each that is ticked pays", () => {
    expect(start().municipalities).to.deep.equal(["5026"]);
  });

  const cases: [what: string, changes: Partial<OfferFormValues>, body: object][] = [
    ["a number with spaces", { quota: "1 200" }, { quota: 1200 }],
    [
      "kroner",
      { refund: "90" },
      { refund: { per: "admission", ore: 9000, capPerTicketOre: null, capTotalOre: null } },
    ],
    [
      "kroner and øre",
      { refund: "1 090,5" },
      { refund: { per: "admission", ore: 109_050, capPerTicketOre: null, capTotalOre: null } },
    ],
    [
      "kroner as on a price tag",
      { refund: "90,-" },
      { refund: { per: "admission", ore: 9000, capPerTicketOre: null, capTotalOre: null } },
    ],
    [
      "a punch card",
      { usesKind: "times", uses: "10", usesPerDay: "1" },
      { uses: 10, usesPerDay: 1 },
    ],
    ["as often as one likes", { usesKind: "unlimited", uses: "10" }, { uses: null }],
    [
      "a day from the first scan",
      { usesKind: "unlimited", validFor: "1" },
      { uses: null, validFor: { days: 1 } },
    ],
    [
      "three hours from the first scan",
      { usesKind: "times", uses: "5", validFor: "3", validForUnit: "hours" },
      { uses: 5, validFor: { hours: 3 } },
    ],
    [
      "parts, whose keys come of their labels",
      { parts: "Inngang\n\n Brus og is \nØl\n" },
      {
        parts: [
          { key: "inngang", label: { nb: "Inngang" } },
          { key: "brus-og-is", label: { nb: "Brus og is" } },
          { key: "ol", label: { nb: "Øl" } },
        ],
      },
    ],
    ["no parts", { parts: "" }, { parts: null }],
    ["no time for a single use", { usesKind: "once", validFor: "3" }, { uses: 1, validFor: null }],
    [
      "several dates, which give the validity, one of them each week until a day",
      {
        whenKind: "sessions",
        sessionDate: ["2027-03-20", "", "2027-02-05"],
        sessionDoors: ["", "", "17:30"],
        sessionStart: ["12:00", "", "18:00"],
        sessionEnd: ["01:00", "", "20:00"],
        sessionRepeat: ["2027-03-28", "", ""],
        weekdays: ["1"],
      },
      {
        event: null,
        weekdays: null,
        blackout: null,
        validFrom: "2027-02-05T16:30:00.000Z",
        validUntil: "2027-03-28T00:00:00.000Z",
        sessions: [
          { start: "2027-03-20T11:00:00.000Z", end: "2027-03-21T00:00:00.000Z" },
          { start: "2027-03-27T11:00:00.000Z", end: "2027-03-28T00:00:00.000Z" },
          {
            doors: "2027-02-05T16:30:00.000Z",
            start: "2027-02-05T17:00:00.000Z",
            end: "2027-02-05T19:00:00.000Z",
          },
        ],
      },
    ],
    ["Easter", { easter: ["2027"] }, { blackout: [["2027-03-25", "2027-03-29"]] }],
    [
      "one closed day",
      { closedFrom: ["2027-01-01"], closedUntil: [""] },
      { blackout: [["2027-01-01", "2027-01-01"]] },
    ],
    ["no fetching in time", { claimWithinDays: "" }, { claimWithinDays: null }],
    ["no place", { "place.name": "", "place.address": "" }, { place: null }],
    [
      "an event, which is valid from its doors to its end",
      {
        whenKind: "event",
        "event.date": "2026-12-12",
        "event.doors": "16:15",
        "event.start": "17:00",
        "event.end": "19:00",
        weekdays: ["1"],
      },
      {
        validFrom: "2026-12-12T15:15:00.000Z",
        validUntil: "2026-12-12T18:00:00.000Z",
        weekdays: null,
        event: {
          doors: "2026-12-12T15:15:00.000Z",
          start: "2026-12-12T16:00:00.000Z",
          end: "2026-12-12T18:00:00.000Z",
        },
      },
    ],
    [
      "an event that ends after midnight",
      {
        whenKind: "event",
        "event.date": "2026-12-31",
        "event.start": "22:00",
        "event.end": "01:00",
      },
      { validUntil: "2027-01-01T00:00:00.000Z" },
    ],
    [
      "an event that lasts for days",
      festival,
      {
        validUntil: "2027-02-14T21:00:00.000Z",
        event: { start: "2027-02-12T17:00:00.000Z", end: "2027-02-14T21:00:00.000Z" },
      },
    ],
  ];
  for (const [what, changes, body] of cases) {
    it(`the offer form takes ${what}`, () => {
      expect(bodyOf({ ...start(), ...changes })).to.deep.include(body);
    });
  }

  for (const [what, changes, path] of [
    ["a number in words", { quota: "åtti" }, "quota"],
    ["a sum in words", { refund: "ti" }, "refund.ore"],
    ["a cap in words", { refundCap: "ti" }, "refund.capTotalOre"],
    ["a cap of nothing", { refund: "90", refundCap: "0" }, "refund.capTotalOre"],
    [
      "a ticket's cap of nothing",
      { refund: "90", refundCapPerTicket: "0,00" },
      "refund.capPerTicketOre",
    ],
    ["one part alone", { parts: "Inngang" }, "parts"],
    [
      "a label of a part that is too long",
      { parts: `Inngang\n${"a".repeat(31)}` },
      "parts.1.label.nb",
    ],
    ["a time in words", { usesKind: "unlimited", validFor: "tre" }, "validFor"],
    ["a date without its hour", { ...evening, sessionStart: [""] }, "sessions.0.start"],
    ["no date at all", { whenKind: "sessions" }, "sessions"],
    ["a repetition without end", { ...evening, sessionRepeat: ["2090-01-01"] }, "sessions"],
    ["no last day", { validUntil: "" }, "validUntil"],
    ["an event without its hour", { whenKind: "event", "event.date": "2026-12-12" }, "event.start"],
    [
      "an impossible hour",
      { whenKind: "event", "event.date": "2026-12-12", "event.start": "25:00" },
      "event.start",
    ],
    ["no municipality", { municipalities: [] }, "municipalities"],
    ["half a place", { "place.address": "" }, "place.address"],
  ] satisfies [string, Partial<OfferFormValues>, string][]) {
    it(`the offer form leaves ${what} for the check to refuse`, () => {
      const parsed = offerBody.safeParse(bodyOfForm({ ...start(), ...changes }));
      const paths = parsed.error?.issues.map((issue) => issue.path.join("."));
      expect(paths).to.include(path);
    });
  }

  it("the offer form shows an offer so that saving it again changes nothing", () => {
    for (const values of [
      { ...start(), "title.en": "Day pass", easter: ["2027"], weekdays: ["6", "7"] },
      { ...start("swimming_card"), closedFrom: ["2027-01-01"], closedUntil: ["2027-01-02"] },
      {
        ...start("concert"),
        "event.date": "2026-12-12",
        "event.doors": "16:15",
        "event.start": "17:00",
        "event.end": "19:00",
      },
      { ...start("concert"), ...evening },
    ]) {
      const offer = offerOf(values);
      expect(changesOfForm(untouchedForm(offer), offer)).to.deep.equal({});
    }
  });

  for (const [ore, kroner] of [
    [0, "0"],
    [9_000, "90"],
    [9_050, "90,50"],
    [9_005, "90,05"],
  ] as const) {
    it(`the offer form shows ${ore} øre as ${kroner}`, () => {
      const refund = { ...offerOf(start()), refundPerAdmissionOre: ore };
      expect(untouchedForm(refund)).to.include({ refund: kroner });
    });
  }

  it("the offer form keeps where a place is as long as its address stays", () => {
    const offer: Offer = { ...offerOf(start()), place: provider.place };
    const renamed = { ...untouchedForm(offer), "place.name": "Hovdelia skisenter" };
    expect(changesOfForm(renamed, offer)["place"]).to.include({ latitude: 62.8 });
    const moved = { ...untouchedForm(offer), "place.address": "Torget 1" };
    expect(changesOfForm(moved, offer)["place"]).not.to.have.property("latitude");
  });

  it("the offer form refuses what was emptied, instead of passing it over", () => {
    const offer = offerOf(start());
    for (const [changes, path] of [
      [{ quota: "" }, "quota"],
      [{ usesKind: "times", uses: "" }, "uses"],
      [{ validUntil: "" }, "validUntil"],
    ] satisfies [Partial<OfferFormValues>, string][]) {
      const changed = changesOfForm({ ...untouchedForm(offer), ...changes }, offer);
      const refused = offerChanges.safeParse(changed).error?.issues;
      expect(refused?.map((issue) => issue.path.join("."))).to.deep.equal([path]);
    }
  });

  it("the offer form keeps an event's other moments when one of them is changed", () => {
    const offer = offerOf(festival);
    const event = {
      doors: new Date("2027-02-11T17:00:30Z"),
      start: new Date("2027-02-12T17:00:30Z"),
      end: new Date("2027-02-14T21:00:30Z"),
    };
    const before = { ...offer, event };
    const values = { ...untouchedForm(before), "event.endDate": "2027-02-15" };
    expect(changesOfForm(values, before)).to.deep.equal({
      event: {
        doors: "2027-02-11T17:00:30.000Z",
        start: "2027-02-12T17:00:30.000Z",
        end: "2027-02-15T21:00:00.000Z",
      },
    });
  });

  it("the offer form adds a date to an approved offer's, whose own stay to the second, and leaves the validity to follow", () => {
    const sessions = ["2027-02-05", "2027-02-06"].map((day) => ({
      start: new Date(`${day}T17:00:30Z`),
      end: new Date(`${day}T19:00:30Z`),
    }));
    const validity = { from: new Date("2027-02-01T00:00Z"), until: new Date("2027-02-20T00:00Z") };
    const offer = { ...offerOf({ ...start("concert"), ...evening }), sessions, validity };
    const before: Offer = { ...offer, state: "open" };
    const added = (day: string) => {
      const shown = untouchedForm(before);
      const typed = { Date: day, Doors: "", Start: "12:00", End: "14:00", Repeat: "" };
      const rows = Object.entries(typed).map(([name, value]) => {
        const list = shown[`session${name as keyof typeof typed}`];
        return [`session${name}`, [...list, value]];
      });
      const values = { ...shown, ...Object.fromEntries(rows) } as OfferFormValues;
      const { sessions: sent, ...others } = changesOfForm(values, before);
      return { first: (sent as { start: string }[]).map(({ start }) => start), others };
    };
    const own = ["2027-02-05T17:00:30.000Z", "2027-02-06T17:00:30.000Z"];
    expect(added("2027-02-13")).to.deep.equal({
      first: [...own, "2027-02-13T11:00:00.000Z"],
      others: {},
    });
    for (const day of ["2027-02-27", "2027-01-30"]) expect(added(day).others).to.deep.equal({});
  });

  it("a copy of an offer with several dates begins with the hours of the first, without its day", () => {
    const two = { sessionDate: ["2027-02-05", "2027-02-12"], sessionDoors: ["", ""] };
    const hours = { sessionStart: ["18:00", "12:00"], sessionEnd: ["20:00", "14:00"] };
    const values = { ...start("concert"), ...evening, ...two, ...hours, sessionRepeat: ["", ""] };
    const copy = copyOfOffer(offerOf(values), {
      templates: [],
      now: new Date("2026-11-22T12:00:00Z"),
    });
    expect(copy).to.deep.include({
      whenKind: "sessions",
      sessionDate: [""],
      sessionStart: ["18:00"],
      sessionEnd: ["20:00"],
    });
  });

  for (const year of ["0000", "1950", "2100", "10000", "1e5", "2027.5", "99999999999999999999"]) {
    it(`the offer form takes no Easter of ${year}, and can be shown again`, () => {
      const values = offerForm.parse({ easter: [year] });
      expect(blackoutOf(values)).to.deep.equal([]);
      expect(eastersFor(new Date("2026-11-22T12:00:00Z"), values.easter)).to.deep.equal([
        ["2027-03-25", "2027-03-29"],
      ]);
    });
  }

  it("the offer form reads whatever was posted, and forgets empty rows of closed days", () => {
    const values = offerForm.parse({
      "title.nb": "  Kino ",
      closedFrom: ["", "2027-01-01", ""],
      closedUntil: ["", "2027-01-02", ""],
      weekdays: "6",
      usesKind: "<script>",
    });
    expect(values).to.deep.include({
      "title.nb": "Kino",
      closedFrom: ["2027-01-01"],
      closedUntil: ["2027-01-02"],
      weekdays: ["6"],
      usesKind: "once",
      quota: "",
    });
  });
});

describe("the doors of a new offer's form", () => {
  const concert: Partial<OfferFormValues> = {
    "event.date": "2027-03-27",
    "event.start": "19:00",
    "event.end": "21:00",
  };
  const doorsOf = (activity: Activity, changes: Partial<OfferFormValues>) => {
    const values = withUsualDoors({ ...start(activity), ...concert, ...changes });
    return [values["event.doors"], ...values.sessionDoors].join(" ");
  };

  for (const [what, activity, changes, doors] of [
    ["an hour before a concert", "concert", {}, "18:00"],
    ["a quarter before a guided tour", "guided_tour", {}, "18:45"],
    ["as typed", "concert", { "event.doors": "17:30" }, "17:30"],
    ["on the day itself", "concert", { "event.start": "00:30" }, "00:00"],
    [
      "not in the hour that is skipped",
      "concert",
      { "event.date": "2027-03-28", "event.start": "03:15" },
      "",
    ],
    ["not before a start that is none", "concert", { "event.start": "sju" }, ""],
    [
      "a quarter before each of a course's dates but as typed",
      "course",
      {
        ...evening,
        "event.date": "",
        sessionDate: ["2027-02-05", "2027-02-12", ""],
        sessionStart: ["18:00", "12:00", ""],
        sessionDoors: ["", "11:00", ""],
      },
      " 17:45 11:00 ",
    ],
  ] satisfies [string, Activity, Partial<OfferFormValues>, string][]) {
    it(`doors of a new offer open ${what}`, () => {
      expect(doorsOf(activity, changes)).to.equal(doors);
    });
  }
});

describe("clock time in Oslo", () => {
  for (const [day, time, instant] of [
    ["2026-12-12", "17:00", "2026-12-12T16:00:00.000Z"],
    ["2026-07-01", "17:00", "2026-07-01T15:00:00.000Z"],
    ["2027-03-28", "01:59", "2027-03-28T00:59:00.000Z"],
    ["2027-03-28", "03:00", "2027-03-28T01:00:00.000Z"],
    ["2026-10-25", "01:59", "2026-10-24T23:59:00.000Z"],
    ["2026-10-25", "02:30", "2026-10-25T01:30:00.000Z"],
  ] as const) {
    it(`${day} ${time} is ${instant}, and back`, () => {
      expect(atInOslo(day, time).toISOString()).to.equal(instant);
      expect(timeInOslo(new Date(instant))).to.equal(time);
    });
  }

  it("clock time in Oslo names an hour that is skipped in spring by the next", () => {
    expect(timeInOslo(atInOslo("2027-03-28", "02:30"))).to.equal("03:30");
  });
});
