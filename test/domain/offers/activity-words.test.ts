import { expect } from "chai";
import { findRevealingWords } from "../../../src/domain/deny-list.ts";
import { activityWords, withTranslations } from "../../../src/domain/offers/activity-words.ts";
import { largestCost } from "../../../src/domain/offers/offer-cost.ts";
import { activities, offerDefaults } from "../../../src/domain/offers/offer-defaults.ts";

describe("the words that an offer begins with", () => {
  for (const activity of activities) {
    it(`the words of ${activity} stand in three languages, tell nothing, and promise no number`, () => {
      const { title, description } = activityWords(activity);
      for (const texts of [title, description]) {
        if (!texts) continue;
        expect(Object.keys(texts)).to.deep.equal(["nb", "nn", "en"]);
        for (const text of Object.values<string | undefined>(texts)) {
          if (text === undefined) continue;
          expect(findRevealingWords(text), text).to.deep.equal([]);
          // A number of visits, persons or days is typed, and said by the ticket's rules.
          expect(text).to.not.match(/\d|\b(?:én|ein|one|valgfri|any|fri|alle|all)\b/i);
        }
      }
    });
  }

  it("no activity begins with a refund without a ceiling", () => {
    for (const activity of activities) {
      const { validFrom, validUntil, ...usual } = offerDefaults(activity, "2027-01-01");
      const validity = { from: new Date(validFrom), until: new Date(validUntil) };
      const most = largestCost({ ...usual, validity, quota: 1, refundPerAdmissionOre: 100 });
      expect(most, activity).to.be.a("number");
    }
  });

  it("no activity begins with more than one person, and none but what is sold so with more than one use", () => {
    const more = activities.filter((activity) => offerDefaults(activity, "2027-01-01").uses !== 1);
    expect(more).to.deep.equal([
      "festival",
      "ski_day",
      "ski_season",
      "swimming_card",
      "course",
      "riding",
      "membership",
    ]);
    for (const activity of activities) {
      expect(offerDefaults(activity, "2027-01-01").companions, activity).to.equal(0);
    }
  });

  it("words that stand as they began are kept in every language, and those that were typed over are not", () => {
    const { title } = activityWords("bowling");
    expect(withTranslations({ nb: "Bowling" }, title)).to.equal(title);
    expect(withTranslations({ nb: "Bowling for to" }, title)).to.deep.equal({
      nb: "Bowling for to",
    });
    expect(withTranslations({ nb: "Bowling", en: "Ten pins" }, title)).to.deep.equal({
      nb: "Bowling",
      en: "Ten pins",
    });
    expect(withTranslations({ nb: "Konsert" }, undefined)).to.deep.equal({ nb: "Konsert" });
  });
});
