import { expect } from "chai";
import {
  redemptionQuestions,
  type RedemptionCounts,
} from "../../../src/domain/statistics/redemption-questions.ts";

const usual: RedemptionCounts = {
  holders: 43,
  inBursts: 4,
  atNight: 2,
  unfetched: 6,
  tickets: 43,
  allocated: 200,
};
const other = (tickets: number): RedemptionCounts => ({ ...usual, tickets, allocated: 100 });
const threeOthers = [other(12), other(15), other(70)];

describe("redemption questions", () => {
  const cases: [title: string, Partial<RedemptionCounts>, string[]][] = [
    ["an ordinary month raises none", {}, []],
    ["a month without a use raises none", { holders: 0, tickets: 0 }, []],
    ["a third in bursts", { inBursts: 14 }, ["inBursts 10 of 40"]],
    ["a fifth at night", { atNight: 9 }, ["atNight 5 of 40"]],
    ["half of them without a wallet", { unfetched: 22 }, ["unfetched 20 of 40"]],
    [
      "all of them: the number says not how many are left",
      { unfetched: 43 },
      ["unfetched 40 of 40"],
    ],
    ["all but one look like all", { unfetched: 42 }, ["unfetched 40 of 40"]],
    ["half of the tickets, others a seventh", { tickets: 103 }, ["aboveOthers 50 beside 10"]],
    ["less than double raises none", { tickets: 59, allocated: 200 }, []],
    [
      "more uses than places are all of them",
      { tickets: 90, allocated: 60 },
      ["aboveOthers 100 beside 10"],
    ],
    ["nineteen holders raise none", { holders: 19, inBursts: 19, atNight: 19, unfetched: 19 }, []],
    ["four of twenty are too few", { holders: 20, atNight: 4 }, []],
    ["several at a time", { inBursts: 43, atNight: 43 }, ["inBursts 40 of 40", "atNight 40 of 40"]],
  ];
  for (const [title, counts, expected] of cases) {
    it(`redemption questions: ${title}`, () => {
      const questions = redemptionQuestions({ ...usual, ...counts }, threeOthers);
      expect(
        questions.map((each) =>
          each.sign === "aboveOthers"
            ? `aboveOthers ${String(each.percent)} beside ${String(each.othersPercent)}`
            : `${each.sign} ${String(each.count)} of ${String(each.of)}`,
        ),
      ).to.deep.equal(expected);
    });
  }

  it("redemption questions compare with three providers or more, of twenty tickets or more", () => {
    const far = { ...usual, tickets: 150 };
    expect(redemptionQuestions(far, threeOthers)).to.have.length(1);
    expect(redemptionQuestions(far, threeOthers.slice(1))).to.deep.equal([]);
    const small = { ...other(2), allocated: 19 };
    expect(redemptionQuestions(far, [...threeOthers.slice(1), small])).to.deep.equal([]);
  });

  it("redemption questions show no number under five, nor one that is left, nor that one more person makes", () => {
    for (let holders = 0; holders < 120; holders += 1) {
      for (let count = 0; count <= holders; count += 1) {
        const own = { ...usual, holders, inBursts: count, atNight: count, unfetched: count };
        for (const question of redemptionQuestions(own, [])) {
          if (question.sign === "aboveOthers") continue;
          expect(question.count).to.be.at.least(5).and.at.most(count);
          expect([question.count % 5, question.of % 5]).to.deep.equal([0, 0]);
        }
      }
    }
  });
});
