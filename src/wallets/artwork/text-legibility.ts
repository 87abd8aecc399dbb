import sharp from "sharp";
import { contrastRatio } from "../../domain/templates/contrast.ts";
import type { TemplateColors, TemplateImages } from "../../domain/templates/template.ts";

/** WCAG 2.2 AA for large text, which the primary field's always is. */
const largeTextContrast = 3;
/** Of the dots behind the text: a few light ones in a dark picture hide no letter. */
const maxLost = 0.15;

/** Where Apple sets the primary field on the strip, in shares of it. */
const textArea = { left: 0, top: 0.3, width: 0.5, height: 0.55 };

/** Whether the strip's picture leaves the primary field's text hard to read. */
export async function isTextLost(
  images: TemplateImages,
  { foreground, background }: TemplateColors,
): Promise<boolean> {
  const strip = images.get("strip@2x.png");
  if (!strip) return false;
  const { width, height } = await sharp(strip).metadata();
  const { data } = await sharp(strip)
    .extract({
      left: Math.round(width * textArea.left),
      top: Math.round(height * textArea.top),
      width: Math.round(width * textArea.width),
      height: Math.round(height * textArea.height),
    })
    .flatten({ background })
    // About a letter's stroke to a dot: what is finer than that hides nothing.
    .resize({ width: 60, height: 24, fit: "fill" })
    .removeAlpha()
    .toColourspace("srgb")
    .raw()
    .toBuffer({ resolveWithObject: true });
  const dots = data.length / 3;
  const lost = Array.from({ length: dots }, (_, dot) =>
    contrastRatio(`#${data.subarray(3 * dot, 3 * dot + 3).toString("hex")}`, foreground),
  ).filter((ratio) => ratio < largeTextContrast);
  return lost.length > maxLost * dots;
}
