import { readFile } from "node:fs/promises";
import { expect } from "chai";
import sharp from "sharp";
import { activities, activityTemplate } from "../src/domain/offers/offer-defaults.ts";
import { findRevealingWords } from "../src/domain/deny-list.ts";
import { languages, type Language, type Texts } from "../src/domain/language.ts";
import {
  fieldSlots,
  newStyles,
  type TemplateDefinition,
} from "../src/domain/templates/template.ts";
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

describe("the shipped templates", () => {
  let templates: ShippedTemplate[];

  before(async () => {
    templates = await shippedTemplates();
  });

  it("each activity has a template of its own, and none is shaped like a voucher", () => {
    const slugs = templates.map(({ slug }) => slug);
    const begun = activities.map(activityTemplate);
    expect(new Set(begun).size).to.equal(activities.length);
    expect(slugs).to.include.members(begun);
    expect(new Set(templates.map(({ definition }) => definition.style))).to.deep.equal(
      new Set(newStyles),
    );
  });

  it("no picture stands on the tickets of two activities", () => {
    const seen = new Map<string, string>();
    for (const { slug, images } of templates) {
      const picture = images.get("google-hero.png")?.toString("base64") ?? slug;
      expect(seen.get(picture), slug).to.equal(undefined);
      seen.set(picture, slug);
    }
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

  it("head the ticket with its title, and a guided tour's with the hour at which it starts", () => {
    for (const { slug, definition } of templates) {
      const [primary, ...others] = definition.fields.primary;
      const isTour = slug === "guided-tour";
      expect(others, slug).to.deep.equal([]);
      expect(primary?.value, slug).to.deep.equal({ source: isTour ? "eventStart" : "title" });
      if (isTour) {
        expect(JSON.stringify(definition.fields.secondary)).to.include('"source":"title"');
      }
    }
  });

  it("show in a stack of tickets which it is: its day, its last day, or what is left of it", () => {
    for (const { slug, definition } of templates) {
      const [header] = definition.fields.header;
      expect(header?.value, slug)
        .to.have.property("source")
        .that.is.oneOf(["eventDate", "validUntil", "usesLeft", "admits"]);
    }
  });

  it("tell the holder of a punch card how many are left", () => {
    const card = templates.find(({ slug }) => slug === "punch-card");
    const [left] = card?.definition.fields.header ?? [];
    expect(left?.value).to.deep.equal({ source: "usesLeft" });
    expect(left?.changeMessage?.nb).to.include("%@");
  });
});
