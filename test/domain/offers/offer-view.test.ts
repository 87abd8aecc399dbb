import { expect } from "chai";
import { isFound, isInView, offerViews } from "../../../src/domain/offers/offer-view.ts";
import type { Offer } from "../../../src/domain/offers/offer.ts";
import { pageOf } from "../../../src/domain/page-of.ts";

const now = new Date("2027-01-15T10:00:00Z");
const offer: Pick<Offer, "state" | "validity" | "title" | "place" | "externalId"> = {
  state: "open",
  validity: { from: new Date("2026-12-01T00:00Z"), until: new Date("2027-02-01T00:00Z") },
  title: { nb: "Dagskort i Hovdelia", en: "Day pass" },
  place: { name: "Hovdelia skisenter", address: "Skiveien 40" },
  externalId: "S27-04",
};
const past = { from: new Date("2026-12-01T00:00Z"), until: now };

describe("the views of a provider's offers", () => {
  for (const [what, changes, views] of [
    ["an open offer", {}, ["current", "open"]],
    ["a paused offer", { state: "paused" }, ["current", "paused"]],
    ["a draft", { state: "draft" }, ["current", "unsent"]],
    ["a returned offer", { state: "returned" }, ["current", "unsent"]],
    ["a submitted offer", { state: "submitted" }, ["current", "waiting"]],
    ["a closed offer", { state: "closed" }, ["archive"]],
    ["an open offer that is over", { validity: past }, ["archive"]],
    ["a draft whose time is over", { state: "draft", validity: past }, ["current", "unsent"]],
    [
      "an open offer with a change that waits",
      { pendingChange: { terms: {}, at: now } },
      ["current", "waiting", "open"],
    ],
    [
      "an open offer with a change that was returned",
      { pendingChange: { terms: {}, at: now, returned: "No" } },
      ["current", "open"],
    ],
  ] as const) {
    it(`${what} is in ${views.join(" and ")}`, () => {
      const viewed = { ...offer, ...changes };
      expect(offerViews.filter((view) => isInView(viewed, view, now))).to.deep.equal(views);
    });
  }

  for (const [search, found] of [
    ["", true],
    ["dagskort", true],
    ["HOVDELIA day", true],
    ["skisenter", true],
    ["s27-04", true],
    ["dagskort kino", false],
  ] as const) {
    it(`“${search}” ${found ? "finds" : "does not find"} the offer`, () => {
      expect(isFound(offer, search)).to.equal(found);
    });
  }
});

describe("a page of a list", () => {
  const all = Array.from({ length: 25 }, (_, i) => i);
  for (const [wanted, number, first, count] of [
    [1, 1, 0, 12],
    [3, 3, 24, 1],
    [9, 3, 24, 1],
    [-4, 1, 0, 12],
  ] as const) {
    it(`page ${wanted} of three is page ${number}`, () => {
      const page = pageOf(all, wanted, 12);
      expect(page).to.include({ number, pages: 3, found: 25 });
      expect(page.items[0]).to.equal(first);
      expect(page.items).to.have.length(count);
    });
  }

  it("an empty list has one page", () => {
    expect(pageOf([], 1, 12)).to.deep.equal({ items: [], number: 1, pages: 1, found: 0 });
  });
});
