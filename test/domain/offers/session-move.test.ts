import { expect } from "chai";
import type { EventTimes, OfferTerms } from "../../../src/domain/offers/offer.ts";
import {
  findSessionFaults,
  followSessions,
  movedSessions,
} from "../../../src/domain/offers/session-move.ts";

const at = (text: string) => new Date(`${text}+01:00`);
const evening = (day: string, start = "18:00", end = "20:00"): EventTimes => ({
  start: at(`${day}T${start}`),
  end: at(`${day}T${end}`),
});
const [first, second, third] = ["2027-02-05", "2027-02-12", "2027-02-19"].map((day) =>
  evening(day),
) as [EventTimes, EventTimes, EventTimes];
const moved = evening("2027-02-13", "12:00", "14:00");

const course = (sessions: EventTimes[], validity?: OfferTerms["validity"]): OfferTerms => ({
  templateId: "8c9d2f2b-3a52-4c79-9a5e-0d8f0c7b6f10",
  title: { nb: "Kurs" },
  category: "arts",
  quota: 10,
  validity: validity ?? { from: first.start, until: third.end },
  sessions,
  ageFrom: 6,
  ageTo: 16,
  municipalities: ["5025"],
  perRecipient: 1,
  companions: 0,
  uses: null,
  refundPerAdmissionOre: 0,
});
const before = course([first, second, third]);

describe("dates that move", () => {
  for (const [what, after, gone, added] of [
    ["moved", [first, moved, third], [second], [moved]],
    ["called off", [first, third], [second], []],
    ["moved by its end alone", [first, second, evening("2027-02-19", "18:00", "21:00")], [third]],
  ] as [string, EventTimes[], EventTimes[], EventTimes[]?][]) {
    it(`a date that is ${what} is named with what takes its place`, () => {
      const found = movedSessions(before, { sessions: after });
      expect(found?.gone).to.deep.equal(gone);
      if (added) expect(found?.added).to.deep.equal(added);
    });
  }

  it("dates that are only added move none", () => {
    expect(movedSessions(before, { sessions: [first, second, moved, third] })).to.equal(undefined);
  });

  it("a second change names what the first took as well, but for what it gives back", () => {
    const earlier = movedSessions(before, { sessions: [first, moved, third] });
    const now = { sessions: [first, moved, third] };
    expect(movedSessions(now, { sessions: [first, moved] }, earlier)).to.deep.equal({
      gone: [second, third],
      added: [moved],
    });
    expect(movedSessions(now, { sessions: [first, second, third] }, earlier)).to.deep.equal({
      gone: [moved],
      added: [second],
    });
  });

  it("the validity follows dates whose first and last end it was, and is else only widened", () => {
    const later = evening("2027-02-26");
    expect(followSessions(before, course([second, later])).validity).to.deep.equal({
      from: second.start,
      until: later.end,
    });
    expect(followSessions(before, course([first, second])).validity.until).to.deep.equal(
      second.end,
    );
    const month = { from: at("2027-02-01T00:00"), until: at("2027-02-20T00:00") };
    const wide = course([first, second, third], month);
    expect(followSessions(wide, course([second, later], month)).validity).to.deep.equal({
      from: month.from,
      until: later.end,
    });
    expect(followSessions(wide, course([first, second], month)).validity).to.deep.equal({
      from: month.from,
      until: at("2027-02-13T00:00"),
    });
    const given = course([first], { from: first.start, until: first.end });
    expect(followSessions(before, given)).to.deep.equal(given);
  });

  const longer = evening("2027-02-12", "18:00", "21:00");
  for (const [what, now, after, faults] of [
    ["moves one that is ahead", "2027-02-12T17:00", [first, moved, third], []],
    ["takes one away that is ahead", "2027-02-12T17:00", [first, third], []],
    ["takes away one that has been", "2027-02-12T17:00", [second, third], ["must keep"]],
    ["moves one that has begun", "2027-02-12T18:30", [first, moved, third], ["must keep"]],
    ["lengthens one that has begun", "2027-02-12T18:30", [first, longer, third], []],
    ["lengthens one that is over", "2027-02-12T20:30", [first, longer, third], ["must keep"]],
    [
      "adds one that has been",
      "2027-02-15T12:00",
      [first, second, moved, third],
      ["must be later than now"],
    ],
    ["leaves none that is ahead", "2027-02-15T12:00", [first, second], ["must leave a date"]],
    ["changes none", "2027-03-15T12:00", [first, second, third], []],
  ] as [string, string, EventTimes[], string[]][]) {
    it(`a change that ${what} is ${faults.length > 0 ? "refused" : "taken"}`, () => {
      const found = findSessionFaults(before, course(after), at(now));
      expect(found).to.have.length(faults.length);
      faults.forEach((fault, i) => expect(found[i]?.message).to.contain(fault));
    });
  }
});
