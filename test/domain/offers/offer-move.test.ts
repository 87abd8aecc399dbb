import { expect } from "chai";
import {
  findMoveFaults,
  followEvent,
  isRecentMove,
  movedFrom,
} from "../../../src/domain/offers/offer-move.ts";
import type { OfferTerms } from "../../../src/domain/offers/offer.ts";

const at = (text: string) => new Date(`${text}+01:00`);
const hall = { name: "Storstuggu", address: "Kirkegata 1, 7374 Røros" };

const concert = (terms: Partial<OfferTerms> = {}): OfferTerms => ({
  templateId: "8c9d2f2b-3a52-4c79-9a5e-0d8f0c7b6f10",
  title: { nb: "Konsert" },
  category: "concert",
  quota: 50,
  validity: { from: at("2027-01-16T17:00"), until: at("2027-01-16T22:30") },
  event: { start: at("2027-01-16T19:00"), end: at("2027-01-16T22:00") },
  ageFrom: 6,
  ageTo: 17,
  municipalities: ["5025"],
  perRecipient: 1,
  companions: 1,
  uses: 1,
  refundPerAdmissionOre: 0,
  place: hall,
  ...terms,
});

const later = { start: at("2027-01-23T18:00"), end: at("2027-01-23T21:00") };

describe("a moved offer", () => {
  for (const [change, terms, from] of [
    ["another day", { event: later }, { start: at("2027-01-16T19:00") }],
    [
      "doors, which it had none of",
      { event: { ...concert().event, doors: at("2027-01-16T18:00") } },
      {},
    ],
    [
      "a later end",
      { event: { ...concert().event, end: at("2027-01-16T23:00") } },
      { end: at("2027-01-16T22:00") },
    ],
    ["another place", { place: { ...hall, name: "Verket" } }, { place: "Storstuggu" }],
    ["no place any more", { place: undefined }, { place: "Storstuggu" }],
    [
      "another day and place",
      { event: later, place: { name: "Verket", address: "Malmplassen 2" } },
      { start: at("2027-01-16T19:00"), place: "Storstuggu" },
    ],
    ["coordinates alone", { place: { ...hall, latitude: 62.6, longitude: 11.4 } }, undefined],
    ["another title", { title: { nb: "Julekonsert" } }, undefined],
  ] as [string, Partial<OfferTerms>, object | undefined][]) {
    it(`a move by ${change} ${from ? "keeps what the tickets said before" : "is none"}`, () => {
      expect(movedFrom(concert(), concert(terms))).to.deep.equal(from);
    });
  }

  it("a move of the doors alone keeps the doors, and not the start", () => {
    const [early, late] = ["17:30", "18:00"].map((time) => ({
      event: {
        start: at("2027-01-16T19:00"),
        end: at("2027-01-16T22:00"),
        doors: at(`2027-01-16T${time}`),
      },
    }));
    expect(movedFrom(concert(early), concert(late))).to.deep.equal({
      doors: at("2027-01-16T17:30"),
    });
  });

  it("the validity follows the event by as much as its opening and its end move", () => {
    const moved = followEvent(concert(), concert({ event: later }));
    expect(moved.validity).to.deep.equal({
      from: at("2027-01-23T16:00"),
      until: at("2027-01-23T21:30"),
    });
  });

  it("the validity follows doors that open earlier", () => {
    const doors = at("2027-01-16T18:00");
    const moved = followEvent(
      concert(),
      concert({ event: { ...later, ...concert().event, doors } }),
    );
    expect(moved.validity.from).to.deep.equal(at("2027-01-16T16:00"));
  });

  it("a validity that is changed together with the event stays as given", () => {
    const validity = { from: at("2027-01-23T00:00"), until: at("2027-01-24T00:00") };
    const given = concert({ event: later, validity });
    expect(followEvent(concert(), given)).to.deep.equal(given);
  });

  for (const [now, event, faults] of [
    ["2027-01-16T21:00", later, []],
    ["2027-01-16T22:30", later, ["cannot change once the event is over"]],
    ["2027-01-25T12:00", later, ["cannot change once the event is over"]],
    [
      "2027-01-16T12:00",
      { start: at("2027-01-16T12:00"), end: at("2027-01-16T14:00") },
      ["must be later than now"],
    ],
    ["2027-01-25T12:00", concert().event, []],
    ["2027-01-16T20:00", { ...concert().event, end: at("2027-01-16T22:15") }, []],
    [
      "2027-01-16T20:00",
      { ...concert().event, end: at("2027-01-16T19:59") },
      ["must be later than now"],
    ],
    [
      "2027-01-16T20:00",
      { ...concert().event, start: at("2027-01-16T19:30") },
      ["must be later than now"],
    ],
  ] as [string, OfferTerms["event"], string[]][]) {
    it(`at ${now} the event ${faults.length > 0 ? "does not move" : "may be"} at ${event?.start.toISOString() ?? ""}`, () => {
      const found = findMoveFaults(concert(), concert({ event }), at(now));
      expect(found.map(({ message }) => message)).to.deep.equal(faults);
    });
  }

  for (const [hours, shown] of [
    [0, true],
    [23.9, true],
    [24, false],
  ] as const) {
    it(`the old time is ${shown ? "" : "not "}shown ${hours} hours after the change`, () => {
      const movedAt = at("2027-01-10T12:00");
      const now = new Date(movedAt.getTime() + hours * 3_600_000);
      expect(isRecentMove(movedAt, now)).to.equal(shown);
    });
  }
});
