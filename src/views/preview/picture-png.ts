import type { ReactElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import sharp from "sharp";

/** Two pixels for each point, as on most phones; the smallest side of a picture is 360 points. */
const density = 144;

/** A picture of a ticket as PNG, transparent around its edges. */
export async function picturePng(picture: ReactElement): Promise<Buffer> {
  return sharp(Buffer.from(renderToStaticMarkup(picture)), { density })
    .timeout({ seconds: 10 })
    .png()
    .toBuffer();
}
