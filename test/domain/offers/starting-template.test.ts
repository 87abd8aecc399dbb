import { expect } from "chai";
import {
  startingTemplate,
  type Beginning,
  type StartingTemplate,
} from "../../../src/domain/offers/starting-template.ts";

const shipped: StartingTemplate[] = [
  { id: "lift", slug: "day-lift-pass", style: "admission", heroHash: "slope", categories: [] },
  { id: "museum", slug: "museum", style: "admission", heroHash: "hut", categories: ["ski"] },
  { id: "concert", slug: "concert", style: "event", heroHash: "stage", categories: [] },
  { id: "entry", slug: "entry", style: "admission", heroHash: "door", categories: [] },
];
const museum: Beginning = { slug: "museum", category: "museum" };
const concert: Beginning = { slug: "concert", category: "concert" };

const own = (id: string, rest: Partial<StartingTemplate> = {}): StartingTemplate => ({
  ...{ id, slug: null, style: "admission", categories: [] },
  ...rest,
});

describe("the template that an offer begins with", () => {
  const cases: [what: string, own: StartingTemplate[], about: Beginning, id: string][] = [
    ["the activity's, where the provider has none", [], museum, "museum"],
    ["the provider's own, without a picture", [own("a")], museum, "a"],
    [
      "the provider's own without a picture, also where another activity has it",
      [own("a", { categories: ["ski"] })],
      museum,
      "a",
    ],
    ["the newest of several that suit", [own("new"), own("old")], museum, "new"],
    [
      "an older one that offers of the category have, before a newer",
      [own("new"), own("old", { heroHash: "exhibition", categories: ["museum", "ski"] })],
      museum,
      "old",
    ],
    ["the provider's own picture, not used yet", [own("a", { heroHash: "mine" })], museum, "a"],
    [
      "the activity's, where the provider's picture is of another activity",
      [own("a", { heroHash: "mine", categories: ["ski"] })],
      museum,
      "museum",
    ],
    [
      "the activity's, where the provider's has another shipped picture",
      [own("a", { heroHash: "slope" })],
      museum,
      "museum",
    ],
    ["the provider's with the activity's picture", [own("a", { heroHash: "hut" })], museum, "a"],
    ["the activity's, where the provider's is of another style", [own("a")], concert, "concert"],
    ["an old coupon for an entry", [own("a", { style: "coupon" })], museum, "a"],
    [
      "another of the style for a copy whose template is archived",
      [own("a", { style: "event" }), own("b")],
      { style: "admission", category: "museum" },
      "b",
    ],
    [
      "the plain one for a copy where no other suits",
      [own("a", { heroHash: "mine", categories: ["ski"] })],
      { style: "admission", category: "museum" },
      "entry",
    ],
  ];
  for (const [what, mine, about, id] of cases) {
    it(`is ${what}`, () => {
      expect(startingTemplate([...mine, ...shipped], about)?.id).to.equal(id);
    });
  }

  it("is none where there is no template", () => {
    const none: StartingTemplate[] = [];
    expect(startingTemplate(none, museum)).to.equal(undefined);
  });
});
