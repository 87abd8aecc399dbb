import { readFile } from "node:fs/promises";
import { expect } from "chai";
import sharp from "sharp";
import { contrastRatio } from "../src/domain/templates/contrast.ts";
import { findRevealingWords } from "../src/domain/deny-list.ts";
import { languages, type Language, type Texts } from "../src/domain/language.ts";
import { fieldSlots, type TemplateDefinition } from "../src/domain/templates/template.ts";
import { imageSlots } from "../src/wallets/artwork/image-slots.ts";
import { shippedTemplates, type ShippedTemplate } from "./support/shipped-templates.ts";

/** Every text of a template with its path. */
function textsOf({ name, logoText, fields }: TemplateDefinition): [string, Texts][] {
  const placed = fieldSlots.flatMap((slot) =>
    fields[slot].flatMap(({ key, label, value, changeMessage }): [string, Texts][] => [
      [`${key}.label`, label],
      ...("text" in value ? [[`${key}.text`, value.text] as [string, Texts]] : []),
      ...(changeMessage ? [[`${key}.changeMessage`, changeMessage] as [string, Texts]] : []),
    ]),
  );
  const beside: [string, Texts][] =
    logoText && logoText.nb !== "%@" ? [["logoText", logoText]] : [];
  return [["name", name], ...beside, ...placed];
}

const missingIn = (definition: TemplateDefinition, language: Language) =>
  textsOf(definition).flatMap(([path, texts]) => (texts[language] === undefined ? [path] : []));

/** The darkest contrast of the part of the strip where Apple sets the primary field. */
async function contrastsUnderText({ definition, images }: ShippedTemplate): Promise<number[]> {
  const strip = sharp(images.get("strip@2x.png"));
  const { width, height } = await strip.metadata();
  const area = {
    left: 0,
    top: Math.round(height * 0.3),
    width: Math.round(width * 0.5),
    height: Math.round(height * 0.55),
  };
  const { data } = await strip.extract(area).flatten().raw().toBuffer({ resolveWithObject: true });
  const colors = new Set<string>();
  for (let at = 0; at < data.length; at += 3) {
    colors.add(`#${data.subarray(at, at + 3).toString("hex")}`);
  }
  return [...colors].map((color) => contrastRatio(color, definition.colors.foreground));
}

describe("the shipped templates", () => {
  let templates: ShippedTemplate[];

  before(async () => {
    templates = await shippedTemplates();
  });

  it("the shipped templates are eight, of all three styles", () => {
    expect(templates.map(({ slug }) => slug)).to.deep.equal([
      "cinema",
      "club-membership",
      "concert",
      "day-lift-pass",
      "equipment-trip",
      "museum",
      "punch-card",
      "season-pass",
    ]);
    expect(new Set(templates.map(({ definition }) => definition.style)).size).to.equal(3);
  });

  it("apple 8: have an icon, and every image at @2x and @3x", () => {
    for (const { slug, images } of templates) {
      for (const slot of ["icon", "logo", "strip"]) {
        expect([...images.keys()], slug).to.include.members([
          `${slot}.png`,
          `${slot}@2x.png`,
          `${slot}@3x.png`,
        ]);
      }
    }
  });

  it("apple 9: have every image in its slot's size", async () => {
    for (const { slug, definition, images } of templates) {
      for (const [name, slot] of imageSlots(definition.style)) {
        const { width, height, format } = await sharp(images.get(name)).metadata();
        expect(format).to.equal("png");
        if (slot.fit !== "inside") {
          expect([width, height], `${slug} ${name}`).to.deep.equal([slot.width, slot.height]);
        } else {
          expect(width, `${slug} ${name}`).to.be.at.most(slot.width);
          expect(height, `${slug} ${name}`).to.equal(slot.height);
        }
      }
    }
  });

  it("stay small: a ticket's images are at most 200 KB together", () => {
    for (const { slug, images } of templates) {
      const sizes = [...images].map(([name, { length }]) =>
        name.startsWith("google") ? 0 : length,
      );
      const total = sizes.reduce((sum, size) => sum + size, 0);
      expect(total, slug).to.be.within(20 * 1024, 200 * 1024);
    }
  });

  it("the shipped templates are readable over their pictures, where the wallet sets the large text", async () => {
    for (const template of templates) {
      const contrasts = await contrastsUnderText(template);
      expect(Math.min(...contrasts), template.slug).to.be.at.least(4.5);
    }
  });

  it("speak Bokmål, Nynorsk and English throughout", () => {
    for (const { slug, definition } of templates) {
      for (const language of ["nb", "nn", "en"] as const) {
        expect(missingIn(definition, language), `${slug} ${language}`).to.deep.equal([]);
      }
    }
  });

  it("list what is missing in South Sámi, where Bokmål is shown until someone who knows has written it", () => {
    const missing = templates.map(({ slug, definition }) => ({
      slug,
      missing: missingIn(definition, "sma").length,
      of: textsOf(definition).length,
    }));
    for (const each of missing) {
      console.log(`      ${each.slug}: ${each.missing} of ${each.of} texts have no sma`);
    }
    expect(missing.every((each) => each.missing <= each.of)).to.equal(true);
  });

  it("tell nothing, in texts or in the artwork's sources", async () => {
    for (const { slug, definition } of templates) {
      const texts = textsOf(definition).flatMap(([, texts]) =>
        languages.flatMap((language) => texts[language] ?? []),
      );
      for (const role of ["icon", "logo", "hero"]) {
        const source = await readFile(new URL(`../templates/${slug}/${role}.svg`, import.meta.url));
        const title = /<title>(.*)<\/title>/.exec(source.toString())?.[1];
        expect(title, `${slug}/${role}.svg`).to.be.a("string");
        texts.push(title ?? "");
      }
      expect(texts.flatMap(findRevealingWords), slug).to.deep.equal([]);
    }
  });

  it("keep what the wallet sets large short, and let a title of any length stand elsewhere", () => {
    for (const { slug, definition } of templates) {
      const [primary, ...others] = definition.fields.primary;
      expect(others, slug).to.deep.equal([]);
      expect(primary?.value, slug)
        .to.have.property("source")
        .that.is.oneOf(["admits", "eventStart", "usesLeft", "validUntil"]);
      expect(JSON.stringify(definition.fields.secondary), slug).to.include('"source":"title"');
    }
  });

  it("tell the holder of a punch card how many are left", () => {
    const card = templates.find(({ slug }) => slug === "punch-card");
    const [left] = card?.definition.fields.primary ?? [];
    expect(left?.value).to.deep.equal({ source: "usesLeft" });
    expect(left?.changeMessage?.nb).to.include("%@");
  });
});
