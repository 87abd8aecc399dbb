import { expect } from "chai";
import { checkTemplate } from "../../../src/domain/templates/template-check.ts";

type Json = Record<string, unknown>;

const field = (key: string, more: Json = {}) => ({
  key,
  label: { nb: "Gyldig til" },
  value: { source: "validUntil" },
  ...more,
});
const fields = (count: number, name: string) =>
  Array.from({ length: count }, (_, index) => field(`${name}${index}`));

const aTemplate = (changes: Json = {}, slots: Json = {}) => ({
  name: { nb: "Dagskort" },
  style: "admission",
  colors: { background: "#0b2b4b", foreground: "#ffffff", label: "#9cc6ff" },
  fields: { header: [], primary: [], secondary: [], auxiliary: [], back: [], ...slots },
  ...changes,
});

function faultsOf(template: unknown): string[] {
  const checked = checkTemplate(template);
  return "errors" in checked ? checked.errors.map(({ path, code }) => `${path} ${code}`) : [];
}

describe("the check of a template", () => {
  it("the template check takes a template as it is, colours in small letters", () => {
    const colors = { background: "#0B2B4B", foreground: "#FFFFFF", label: "#9CC6FF" };
    const checked = checkTemplate(aTemplate({ colors }));
    expect(checked).to.deep.equal({ definition: aTemplate() });
  });

  it("the template check makes an admission of a coupon, which would mark the ticket as a voucher", () => {
    const checked = checkTemplate(aTemplate({ style: "coupon" }));
    expect(checked).to.deep.equal({ definition: aTemplate({ style: "admission" }) });
  });

  for (const [path, template] of [
    ["colour", aTemplate({ colour: "red" })],
    ["name.de", aTemplate({ name: { nb: "Dagskort", de: "Tageskarte" } })],
    ["fields.footer", aTemplate({}, { footer: [] })],
    ["fields.back[0].size", aTemplate({}, { back: [field("until", { size: 12 })] })],
  ] as const) {
    it(`apple 11: an unknown key is an error that names it: ${path}`, () => {
      expect(faultsOf(template)).to.deep.equal([`${path} unknown_member`]);
    });
  }

  for (const [slot, style, slots, allowed] of [
    ["fields.header", "admission", { header: fields(4, "h") }, { header: fields(3, "h") }],
    ["fields.primary", "event", { primary: fields(2, "p") }, { primary: fields(1, "p") }],
    [
      "fields.auxiliary",
      "admission",
      { secondary: fields(3, "s"), auxiliary: fields(2, "a") },
      { secondary: fields(2, "s"), auxiliary: fields(2, "a") },
    ],
    [
      "fields.auxiliary",
      "membership",
      { secondary: fields(4, "s"), auxiliary: fields(1, "a") },
      { secondary: fields(4, "s") },
    ],
    [
      "fields.secondary",
      "event",
      { secondary: fields(5, "s") },
      { secondary: fields(4, "s"), auxiliary: fields(4, "a") },
    ],
  ] as const) {
    it(`apple 12: too many ${slot.slice(7)} fields of a ${style} are refused with the path`, () => {
      expect(faultsOf(aTemplate({ style }, slots))).to.deep.equal([`${slot} too_many_fields`]);
      expect(faultsOf(aTemplate({ style }, allowed))).to.deep.equal([]);
    });
  }

  it("apple 12: two fields with one key are refused, in whichever slots they are", () => {
    const twice = aTemplate({}, { header: [field("until")], back: [field("x"), field("until")] });
    expect(faultsOf(twice)).to.deep.equal(["fields.back[1].key duplicate_key"]);
  });

  for (const color of ["red", "#fff", "#12345g", "rgb(1,2,3)", "", 7, null]) {
    it(`apple 14: ${JSON.stringify(color)} is refused as a colour`, () => {
      const colors = { background: color, foreground: "#ffffff", label: "#ffffff" };
      expect(faultsOf(aTemplate({ colors })).join()).to.match(/^colors\.background /);
    });
  }

  for (const [what, faults, template] of [
    ["no name", ["name required"], aTemplate({ name: undefined })],
    ["a name without Bokmål", ["name.nb required"], aTemplate({ name: { en: "Day pass" } })],
    ["an empty text", ["name.nn invalid_format"], aTemplate({ name: { nb: "Kort", nn: "" } })],
    ["a blank text", ["name.nb invalid_format"], aTemplate({ name: { nb: "  " } })],
    ["a control character", ["name.nb invalid_text"], aTemplate({ name: { nb: "Kort\0" } })],
    ["half a character", ["name.nb invalid_text"], aTemplate({ name: { nb: "Kort \ud83c" } })],
    ["an unknown style", ["style invalid_value"], aTemplate({ style: "boardingPass" })],
    [
      "an unknown source",
      ["fields.back[0].value invalid_union"],
      aTemplate({}, { back: [field("x", { value: { source: "price" } })] }),
    ],
    [
      "a notice without %@",
      ["fields.back[0].changeMessage.nn change_message"],
      aTemplate({}, { back: [field("x", { changeMessage: { nb: "Nå: %@", nn: "No" } })] }),
    ],
    [
      "letters that cannot be read",
      ["colors.foreground contrast", "colors.label contrast"],
      aTemplate({ colors: { background: "#ffffff", foreground: "#aaaaaa", label: "#cccccc" } }),
    ],
    ["something else", [" invalid_type"], "a template"],
  ] as const) {
    it(`the template check refuses ${what}, and says where`, () => {
      expect(faultsOf(template)).to.deep.equal(faults);
    });
  }

  for (const [what, hidden] of [
    ["a line break", "\n"],
    ["a line separator", "\u2028"],
    ["a tab", "\t"],
    ["a mark that turns the direction of the text", "\u202e"],
    ["the end of one", "\u2069"],
  ] as const) {
    it(`the template check refuses ${what} in a text of one line, as offers do`, () => {
      const text = { nb: `Kino${hidden}Røros` };
      const notice = { nb: `${text.nb} %@` };
      const given = field("x", { label: text, value: { text }, changeMessage: notice });
      const faults = faultsOf(aTemplate({ name: text, logoText: text }, { secondary: [given] }));
      const isParagraph = /\s/.test(hidden) && hidden !== "\u2028";
      expect(faults).to.include.members(
        ["name.nb", "logoText.nb", "fields.secondary[0].label.nb"].map(
          (path) => `${path} invalid_text`,
        ),
      );
      expect(faults).to.include("fields.secondary[0].changeMessage.nb invalid_text");
      const own = { value: { text } };
      expect(faultsOf(aTemplate({}, { secondary: [field("x", own)] }))).to.deep.equal([
        "fields.secondary[0].value.text.nb invalid_text",
      ]);
      expect(faultsOf(aTemplate({}, { back: [field("x", own)] }))).to.deep.equal(
        isParagraph ? [] : ["fields.back[0].value.text.nb invalid_text"],
      );
    });
  }

  it("the template check offers a colour that would do", () => {
    const colors = { background: "#0b2b4b", foreground: "#3a5a7a", label: "#ffffff" };
    const checked = checkTemplate(aTemplate({ colors }));
    const better =
      "errors" in checked ? /#[0-9a-f]{6}/.exec(checked.errors[0]?.message ?? "") : null;
    const fixed = { ...colors, foreground: better?.[0] };
    expect(faultsOf(aTemplate({ colors: fixed }))).to.deep.equal([]);
  });

  for (const [path, template] of [
    ["name.nb", aTemplate({ name: { nb: "Gratis dagskort" } })],
    ["logoText.en", aTemplate({ logoText: { nb: "Heis", en: "Free lift" } })],
    [
      "fields.back[0].label.nn",
      aTemplate({}, { back: [field("x", { label: { nb: "Fra", nn: "Frå NAV" } })] }),
    ],
    [
      "fields.back[0].value.text.sma",
      aTemplate({}, { back: [field("x", { value: { text: { nb: "Ja", sma: "dåarjoe" } } })] }),
    ],
    [
      "fields.back[0].changeMessage.nb",
      aTemplate({}, { back: [field("x", { changeMessage: { nb: "%@ gratis igjen" } })] }),
    ],
  ] as const) {
    it(`the template check refuses a text that tells, in ${path}`, () => {
      expect(faultsOf(template)).to.deep.equal([`${path} revealing_text`]);
    });
  }

  it("the template check names all faults at once", () => {
    const template = aTemplate(
      { name: { nb: "NAV-kort" }, colors: { ...aTemplate().colors, foreground: "#0b2b4c" } },
      { header: fields(4, "h") },
    );
    expect(faultsOf(template)).to.have.members([
      "fields.header too_many_fields",
      "colors.foreground contrast",
      "name.nb revealing_text",
    ]);
  });
});
