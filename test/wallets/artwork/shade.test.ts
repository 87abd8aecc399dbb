import { expect } from "chai";
import sharp from "sharp";
import { luminance, parse, ratioOf } from "../../../src/domain/templates/contrast.ts";
import {
  newStyles,
  type FieldSource,
  type TemplateDefinition,
  type TicketStyle,
} from "../../../src/domain/templates/template.ts";
import { renderArtwork } from "../../../src/wallets/artwork/render-artwork.ts";
import {
  stripLayouts,
  stripTextBoxes,
  type TextBox,
} from "../../../src/wallets/artwork/strip-text.ts";
import { shippedTemplates } from "../../support/shipped-templates.ts";

type Colors = TemplateDefinition["colors"];

const dark: Colors = { background: "#102030", foreground: "#ffffff", label: "#c0d0e0" };
const light: Colors = { background: "#f4ead8", foreground: "#2a1c10", label: "#6b4413" };
const field = (source: FieldSource) => ({ key: "one", label: { nb: "Gyldig" }, value: { source } });

const svg = (inside: string) =>
  Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="1125" height="432" viewBox="0 0 1125 432">${inside}</svg>`,
  );
const stripes = (one: string, other: string) =>
  svg(
    Array.from(
      { length: 45 },
      (_, at) =>
        `<rect x="${25 * at}" width="25" height="432" fill="${at % 2 === 0 ? one : other}"/>`,
    ).join(""),
  );
const pictures: [what: string, picture: Buffer][] = [
  ["white", svg('<rect width="1125" height="432" fill="#fff"/>')],
  ["black", svg('<rect width="1125" height="432" fill="#000"/>')],
  ["stripes of black and white", stripes("#000", "#fff")],
  ["stripes of red and green", stripes("#f00", "#0f0")],
  [
    "a light dot in the dark",
    svg('<rect width="1125" height="432"/><circle cx="900" cy="216" r="9" fill="#fff"/>'),
  ],
  ["nothing at all", svg("")],
];

/** The least contrast of a strip's dots in the box, each about as wide as a letter's stroke. */
async function leastContrast(
  strip: Buffer | undefined,
  { left, top, width, height }: TextBox,
  { style, color, background }: { style: TicketStyle; color: string; background: string },
): Promise<number> {
  const { height: most } = stripLayouts[style];
  const { data, info } = await sharp(strip)
    .flatten({ background })
    .resize({ width: 375, height: most, fit: "fill" })
    .removeAlpha()
    .toColourspace("srgb")
    .raw()
    .toBuffer({ resolveWithObject: true });
  const text = luminance(...parse(color));
  let least = 21;
  for (let y = Math.max(0, top); y < Math.min(most, top + height); y += 1) {
    for (let x = left; x < left + width; x += 1) {
      const at = 3 * (y * info.width + x);
      const [red = 0, green = 0, blue = 0] = data.subarray(at, at + 3);
      least = Math.min(least, ratioOf(luminance(red, green, blue), text));
    }
  }
  return least;
}

/** The least contrasts of the value and of the label over the strip of that name. */
async function contrastsOf(
  strip: Buffer | undefined,
  look: Pick<TemplateDefinition, "style" | "colors">,
  primary: Parameters<typeof stripTextBoxes>[1],
) {
  const { style, colors } = look;
  const { background } = colors;
  const boxes = stripTextBoxes(style, primary);
  return {
    value: await leastContrast(strip, boxes.value, { style, background, color: colors.foreground }),
    label: await leastContrast(strip, boxes.label, { style, background, color: colors.label }),
  };
}

describe("the text over a picture", function () {
  this.timeout(60_000);

  for (const style of newStyles) {
    for (const source of ["title", "eventStart", "usesLeft", "admits"] as const) {
      it(`the longest ${source} of an ${style} has 4.5 to 1 over any picture`, async () => {
        const primary = field(source);
        for (const [what, hero] of pictures) {
          for (const colors of [dark, light]) {
            const look = { style, colors };
            const images = await renderArtwork(
              { hero },
              { ...look, fields: { primary: [primary] } },
              ["strip.png", "strip@3x.png"],
            );
            for (const [name, strip] of images) {
              const { value, label } = await contrastsOf(strip, look, primary);
              expect(Math.min(value, label), `${what} ${name}`).to.be.at.least(4.5);
            }
          }
        }
      });
    }
  }

  it("the text over a picture is measured: without a shade, white is lost on white (negative control)", async () => {
    const look = { style: "admission", colors: dark } as const;
    const [, white] = pictures[0] ?? [];
    const bare = await renderArtwork({ hero: white }, { ...look, fields: { primary: [] } });
    const { value } = await contrastsOf(bare.get("strip.png"), look, field("title"));
    expect(value).to.be.below(1.1);
  });

  it("a shade leaves the picture beside the text as it is, and Google's, which has no text over it", async () => {
    const [, white] = pictures[0] ?? [];
    const images = await renderArtwork(
      { hero: white },
      { style: "admission", colors: dark, fields: { primary: [field("usesLeft")] } },
    );
    const brightest = async (name: string, left: number) => {
      const dot = { left, top: 50, width: 1, height: 1 };
      const { data } = await sharp(images.get(name)).extract(dot).raw().toBuffer({
        resolveWithObject: true,
      });
      return data[0];
    };
    expect(await brightest("strip.png", 30)).to.be.below(150);
    expect(await brightest("strip.png", 340)).to.equal(255);
    expect(await brightest("google-hero.png", 30)).to.equal(255);
  });

  it("the text over a picture has 4.5 to 1 in each shipped template", async () => {
    for (const { slug, definition, images } of await shippedTemplates()) {
      const [primary] = definition.fields.primary;
      if (!primary) throw new Error(`${slug} has no headline`);
      for (const name of ["strip.png", "strip@2x.png", "strip@3x.png"]) {
        const { value, label } = await contrastsOf(images.get(name), definition, primary);
        expect(Math.min(value, label), `${slug} ${name}`).to.be.at.least(4.5);
      }
    }
  });
});
