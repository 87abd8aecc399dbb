import { expect } from "chai";
import { mergeFields } from "../../../../src/http/provider/templates/template-field-merge.ts";
import type {
  TypedField,
  TypedTexts,
} from "../../../../src/views/provider/template-form-values.ts";

const texts = (nb: string, nn = ""): TypedTexts => ({ nb, nn, en: "", sma: "" });
const field = (key: string, nb: string, rest: Partial<TypedField> = {}): TypedField => ({
  ...{ key, slot: "back", source: "text", label: texts(nb), text: texts("Tekst") },
  ...rest,
});
const [a, b, c] = [field("a", "A"), field("b", "B"), field("c", "C")];

describe("the fields of a template that two have changed", () => {
  const cases: [
    what: string,
    versions: { typed: TypedField[]; now: TypedField[] },
    merged: TypedField[],
    both: boolean[],
  ][] = [
    ["nobody touched", { typed: [a, b], now: [a, b] }, [a, b], []],
    [
      "one wrote in one field, the other in the other",
      { typed: [field("a", "Mitt"), b], now: [a, field("b", "Ditt")] },
      [field("a", "Mitt"), field("b", "Ditt")],
      [false],
    ],
    [
      "one wrote Bokmål and the other Nynorsk of the same text",
      {
        typed: [field("a", "Mitt"), b],
        now: [field("a", "A", { label: texts("A", "Ditt") }), b],
      },
      [field("a", "Mitt", { label: texts("Mitt", "Ditt") }), b],
      [false],
    ],
    [
      "both wrote in the same text",
      { typed: [field("a", "Mitt"), b], now: [field("a", "Ditt"), b] },
      [field("a", "Mitt"), b],
      [true],
    ],
    [
      "the other added one",
      { typed: [field("a", "Mitt"), b], now: [a, b, c] },
      [field("a", "Mitt"), b, c],
      [false],
    ],
    [
      "both added one under the same key",
      { typed: [a, b, field("c", "Mitt")], now: [a, b, c] },
      [a, b, c, field("field4", "Mitt")],
      [false],
    ],
    ["the other removed one that was not touched", { typed: [a, b], now: [a] }, [a], [false]],
    [
      "the other removed one that was",
      { typed: [a, field("b", "Mitt")], now: [a] },
      [a, field("b", "Mitt")],
      [true],
    ],
    ["this person removed one", { typed: [b], now: [a, b] }, [b], []],
    [
      "this person removed one in which the other wrote",
      { typed: [b], now: [field("a", "Ditt"), b] },
      [b],
      [true],
    ],
    [
      "this person moved one and the other added one",
      { typed: [b, a], now: [a, b, c] },
      [b, a, c],
      [false],
    ],
    [
      "the other moved one",
      { typed: [field("a", "Mitt"), b], now: [b, a] },
      [b, field("a", "Mitt")],
      [],
    ],
  ];
  for (const [what, versions, merged, both] of cases) {
    it(`are merged field by field where ${what}`, () => {
      const { fields, changed } = mergeFields({ shown: [a, b], ...versions });
      expect(fields).to.deep.equal(merged);
      expect(changed.map(({ isBoth }) => isBoth)).to.deep.equal(both);
    });
  }
});
