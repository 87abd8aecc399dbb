import sharp, { type Sharp } from "sharp";
import { contrastRatio, luminance, parse, ratioOf } from "../../domain/templates/contrast.ts";
import type {
  TemplateColors,
  TemplateField,
  TicketStyle,
} from "../../domain/templates/template.ts";
import { stripLayouts, stripTextBoxes, stripWidth, type TextBox } from "./strip-text.ts";

/** WCAG 2.2 AA for text, with a margin for what reducing the colours changes. */
const textContrast = 4.5 * 1.1;
/** Side of the squares in which the shade is measured, in points: smaller ones would mottle the picture. */
const cell = 12;
const steps = 20;

/** What is set over a strip. */
export interface StripText {
  style: TicketStyle;
  colors: TemplateColors;
  /** The primary field. */
  field: Pick<TemplateField, "label" | "value">;
}

/**
 * Lays the ticket's background over a strip image, as thinly as the text over it needs: each dot behind the
 * longest text that can stand there then has a contrast of 4.5 to 1. The rest of the picture stays as it is.
 */
export async function shaded(strip: Sharp, text: StripText): Promise<Sharp> {
  const { style, colors } = text;
  const { height } = stripLayouts[style];
  const picture = await strip.png().toBuffer();
  const { data } = await sharp(picture)
    .flatten({ background: colors.background })
    .resize({ width: stripWidth, height, fit: "fill" })
    .removeAlpha()
    .toColourspace("srgb")
    .raw()
    .toBuffer({ resolveWithObject: true });
  const opacities = neededOpacities(data, height, text);
  if (opacities.values.every((opacity) => opacity === 0)) return sharp(picture);
  const size = await sharp(picture).metadata();
  const mask = await sharp(
    Buffer.from(opacities.values.map((opacity) => Math.ceil(opacity * 255))),
    {
      raw: { width: opacities.columns, height: opacities.rows, channels: 1 },
    },
  )
    .resize({ width: size.width, height: size.height, fit: "fill", kernel: "linear" })
    .toColourspace("b-w")
    .raw()
    .toBuffer();
  const shade = await sharp({
    create: {
      width: size.width,
      height: size.height,
      channels: 3,
      background: colors.background,
    },
  })
    .joinChannel(mask, { raw: { width: size.width, height: size.height, channels: 1 } })
    .png()
    .toBuffer();
  return sharp(picture).composite([{ input: shade }]);
}

/** The opacity that each cell and its neighbours need, so that a smooth mask is nowhere thinner than that. */
function neededOpacities(data: Buffer, height: number, { style, colors, field }: StripText) {
  const columns = Math.ceil(stripWidth / cell);
  const rows = Math.ceil(height / cell);
  const needed = Array.from({ length: columns * rows }, () => 0);
  const boxes = stripTextBoxes(style, field);
  const areas: [box: TextBox, color: string][] = [
    [boxes.value, colors.foreground],
    [boxes.label, colors.label],
  ];
  for (const [box, color] of areas) {
    const opacityFor = opacityOf(color, colors.background);
    for (let y = Math.max(0, box.top); y < Math.min(height, box.top + box.height); y += 1) {
      for (let x = box.left; x < box.left + box.width; x += 1) {
        const at = 3 * (y * stripWidth + x);
        const index = Math.floor(y / cell) * columns + Math.floor(x / cell);
        const opacity = opacityFor(data.readUIntBE(at, 3));
        needed[index] = Math.max(needed[index] ?? 0, opacity);
      }
    }
  }
  const values = needed.map((_, index) => {
    const [row, column] = [Math.floor(index / columns), index % columns];
    let most = 0;
    for (let y = Math.max(0, row - 1); y <= Math.min(rows - 1, row + 1); y += 1) {
      for (let x = Math.max(0, column - 1); x <= Math.min(columns - 1, column + 1); x += 1) {
        most = Math.max(most, needed[y * columns + x] ?? 0);
      }
    }
    return most;
  });
  return { values, columns, rows };
}

/** Returns how much of the background a colour needs over it for the text's contrast. */
function opacityOf(color: string, background: string): (rgb: number) => number {
  const known = new Map<number, number>();
  const backing = parse(background);
  const text = luminance(...parse(color));
  // A label may have less contrast than text on the plain background; no shade gives it more.
  const wanted = Math.min(textContrast, contrastRatio(color, background));
  const ratioWith = (rgb: number, opacity: number) => {
    const mixed = (at: 0 | 1 | 2) => {
      const one = (rgb >> (16 - 8 * at)) & 255;
      return Math.round(one + (backing[at] - one) * opacity);
    };
    return ratioOf(luminance(mixed(0), mixed(1), mixed(2)), text);
  };
  return (rgb) => {
    const found = known.get(rgb);
    if (found !== undefined) return found;
    let step = 0;
    while (step < steps && ratioWith(rgb, step / steps) < wanted) step += 1;
    known.set(rgb, step / steps);
    return step / steps;
  };
}
