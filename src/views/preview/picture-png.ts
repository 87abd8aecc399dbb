import type { ReactElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import sharp from "sharp";

/** DPI for two pixels per point. */
const density = 144;

/** Renders a drawing of a ticket as PNG with a transparent background. */
export async function picturePng(picture: ReactElement): Promise<Buffer> {
  return sharp(Buffer.from(renderToStaticMarkup(picture)), { density })
    .timeout({ seconds: 10 })
    .png()
    .toBuffer();
}
