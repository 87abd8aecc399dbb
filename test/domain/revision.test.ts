import { expect } from "chai";
import { othersChanges } from "../../src/domain/entity-tag.ts";
import { changedSince, revisionOf } from "../../src/domain/revision.ts";
import { mergeForm } from "../../src/http/pages/merge-form.ts";

describe("a revision", () => {
  const members = { name: "Kino", place: { name: "Torget", rows: [1, 2] }, account: undefined };

  for (const [what, now, changed] of [
    ["nothing", members, []],
    ["a text", { ...members, name: "Kinoen" }, ["name"]],
    ["what is inside a member", { ...members, place: { name: "Torget", rows: [2, 1] } }, ["place"]],
    ["what was absent", { ...members, account: "8601" }, ["account"]],
    ["what is taken away", { ...members, place: undefined }, ["place"]],
  ] as const) {
    it(`tells that ${what} has changed since`, () => {
      expect(changedSince(revisionOf(members), now)).to.deep.equal(changed);
      expect(revisionOf(now) === revisionOf(members)).to.equal(changed.length === 0);
    });
  }

  it("is the same whatever the order of a member's own members", () => {
    const turned = { ...members, place: { rows: [1, 2], name: "Torget" } };
    expect(revisionOf(turned)).to.equal(revisionOf(members));
  });

  for (const text of ["", "*", "wJ2v8k0QmB1xT5dN", "wJ2v8k0QmB1xT5dN.abc", "<script>"]) {
    it(`of another form, as "${text}", tells nothing`, () => {
      expect(othersChanges(text, members)).to.deep.equal([]);
    });
  }
});

describe("a form that another's change came before", () => {
  const shown = { quota: "40", from: "1", until: "2", place: "A" };

  it("keeps what was typed, and takes the other's values where nothing was", () => {
    const typed = { ...shown, quota: "50" };
    const now = { ...shown, quota: "44", place: "B" };
    expect(mergeForm({ shown, typed, now })).to.deep.equal({
      values: { ...shown, quota: "50", place: "B" },
      changed: ["quota", "place"],
      both: ["quota"],
    });
  });

  it("takes fields that make sense only together from one of the two", () => {
    const typed = { ...shown, from: "9" };
    const now = { ...shown, until: "3" };
    const { values, both } = mergeForm({ shown, typed, now }, [["from", "until"]]);
    expect(values).to.include({ from: "9", until: "2" });
    expect(both).to.deep.equal(["from", "until"]);
  });

  it("does not take the empty rows that a table ends with for a change", () => {
    const [empty, one] = [{ rows: [] as string[] }, { rows: ["10:00"] }];
    const typed = { rows: ["", ""] };
    expect(mergeForm({ shown: empty, typed, now: one }).values).to.deep.equal(one);
  });

  it("is no conflict where both typed the same", () => {
    const same = { ...shown, quota: "44" };
    expect(mergeForm({ shown, typed: same, now: same }).both).to.deep.equal([]);
  });
});
