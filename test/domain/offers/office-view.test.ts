import { expect } from "chai";
import { isFoundByOffice, isInReviewView } from "../../../src/domain/offers/office-view.ts";
import {
  isFoundProvider,
  isInProviderView,
  providerViews,
} from "../../../src/domain/providers/provider-view.ts";

describe("a culture office's lists", () => {
  const pendingChange = { terms: {}, at: new Date(0) };
  for (const [what, offer, view, isIn] of [
    ["a submitted offer", {}, "all", true],
    ["a submitted offer", {}, "new", true],
    ["a submitted offer", {}, "change", false],
    ["a change that waits", { pendingChange }, "all", true],
    ["a change that waits", { pendingChange }, "new", false],
    ["a change that waits", { pendingChange }, "change", true],
  ] as const) {
    it(`${view} ${isIn ? "has" : "lacks"} ${what}`, () => {
      expect(isInReviewView(offer, view)).to.equal(isIn);
    });
  }

  const offer = {
    title: { nb: "Bassengkveld", en: "Pool night" },
    place: { name: "Verkethallen", address: "Hallvegen 1" },
  };
  for (const [search, isFound] of [
    ["", true],
    ["BASSENG", true],
    ["pool verket", true],
    ["badelaget", true],
    ["bassengkveld kino", false],
  ] as const) {
    it(`the search "${search}" ${isFound ? "finds" : "does not find"} an offer by title, place and provider`, () => {
      expect(isFoundByOffice({ offer, provider: "Badelaget" }, search)).to.equal(isFound);
    });
  }

  for (const [what, state, isToAsk, views] of [
    ["an invited provider", "invited", false, ["all", "invited"]],
    ["an approved provider", "approved", false, ["all", "approved"]],
    ["one to ask", "approved", true, ["all", "approved", "toAsk"]],
    ["a suspended provider", "suspended", false, ["all", "suspended"]],
  ] as const) {
    it(`${what} is in ${views.join(", ")}`, () => {
      const shown = providerViews.filter((view) => isInProviderView({ state, isToAsk }, view));
      expect(shown).to.deep.equal(views);
    });
  }

  for (const [search, isFound] of [
    ["kino", true],
    ["910 245", false],
    ["910244", true],
    ["torget", true],
    ["museum", false],
  ] as const) {
    it(`the search "${search}" ${isFound ? "finds" : "does not find"} a provider by name, number and place`, () => {
      const provider = {
        name: "Bergstaden kino",
        organisationNumber: "910244132",
        place: { name: "Torget", address: "Torget 1" },
      };
      expect(isFoundProvider(provider, search)).to.equal(isFound);
    });
  }
});
