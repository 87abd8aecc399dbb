import { expect } from "chai";
import { offerRevision } from "../../../src/domain/offers/offer-revision.ts";
import { isSameRevision } from "../../../src/domain/revision.ts";
import type { Offer } from "../../../src/domain/offers/offer.ts";

const offer: Offer = {
  id: "offer",
  providerId: "provider",
  state: "submitted",
  templateId: "template",
  templateVersion: 1,
  contentVersion: 1,
  title: { nb: "Korkveld", en: "Choir night" },
  category: "concert",
  quota: 5,
  allocated: 0,
  validity: { from: new Date("2026-12-01T00:00Z"), until: new Date("2027-01-30T00:00Z") },
  ageFrom: 2,
  ageTo: 18,
  municipalities: ["5025"],
  perRecipient: 2,
  companions: 1,
  uses: 3,
  refundPerAdmissionOre: 10_000,
};

describe("an offer's revision", () => {
  // Reviews store it: another serialisation would undo every approval under way.
  it("an offer's revision stays the stored one when the service is upgraded", () => {
    const all: Offer = {
      ...offer,
      description: { nb: 'Ærlig "sang" \u2028 🎵' },
      place: { name: "Kirka", address: "Torget 1" },
      blackout: [["2026-12-24", "2026-12-26"]],
    };
    const stored = ["Lfgns_BcQNjE8An1", "gy3kONszJ2whC8yj"];
    for (const [i, one] of [offer, all].entries()) {
      const now = offerRevision(one);
      expect(isSameRevision(stored[i] ?? "", now), now).to.equal(true);
      expect(isSameRevision(stored[1 - i] ?? "", now)).to.equal(false);
    }
  });

  for (const [what, changes] of [
    ["the refund", { refundPerAdmissionOre: 9_000_000 }],
    ["the quota", { quota: 100_000 }],
    ["a text", { title: { nb: "Korkveld", en: "Choir evening" } }],
    ["a place", { place: { name: "Kirka", address: "Torget 1" } }],
    ["the validity", { validity: { ...offer.validity, until: new Date("2027-01-31T00:00Z") } }],
    ["the uses", { uses: null }],
    ["the template's version", { templateVersion: 2 }],
  ] satisfies [string, Partial<Offer>][]) {
    it(`an offer's revision is another one when ${what} changes`, () => {
      expect(offerRevision({ ...offer, ...changes })).not.to.equal(offerRevision(offer));
    });
  }

  for (const [what, changes] of [
    ["the state", { state: "open", approvedQuota: 5, contentVersion: 2 }],
    ["what is out", { allocated: 3 }],
    ["the order of a text's languages", { title: { en: "Choir night", nb: "Korkveld" } }],
    ["an absent term's way of being absent", { place: undefined, blackout: [] }],
  ] satisfies [string, Partial<Offer>][]) {
    it(`an offer's revision stays whatever becomes of ${what}`, () => {
      expect(offerRevision({ ...offer, ...changes })).to.equal(offerRevision(offer));
    });
  }
});
