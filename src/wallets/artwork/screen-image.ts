import sharp from "sharp";

/** Pixels: a ticket's width on a phone's screen, twice over. */
const width = 720;

/** Renders a picture for a page, as WebP: about a seventh of the PNG that the wallets get. */
export const screenImage = (png: Buffer): Promise<Buffer> =>
  sharp(png).resize({ width, withoutEnlargement: true }).webp({ quality: 75 }).toBuffer();
