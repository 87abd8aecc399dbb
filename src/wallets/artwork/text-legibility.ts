import sharp from "sharp";
import { contrastRatio } from "../../domain/templates/contrast.ts";
import type { TemplateColors, TemplateImages } from "../../domain/templates/template.ts";

/** WCAG 2.2 AA for large text, which the primary field is. */
const largeTextContrast = 3;
/** The share of pixels behind the text that may be illegible: a few light ones hide no letter. */
const maxLost = 0.15;

/** The primary field's area on the strip, in fractions of it. */
const textArea = { left: 0, top: 0.3, width: 0.5, height: 0.55 };

/** Whether the primary field's text is hard to read on the strip image. */
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
    // One pixel is about a letter's stroke: finer detail hides nothing.
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
