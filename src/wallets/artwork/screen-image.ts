import sharp from "sharp";

/** Pixels: a ticket's width on a phone's screen, twice over. */
const width = 720;

/** Pixels: three of a phone's for each of a logo beside a name. */
const smallHeight = 108;

/** Renders a picture for a page, as WebP: about a seventh of the PNG that the wallets get. */
export const screenImage = (png: Buffer, isSmall = false): Promise<Buffer> =>
  sharp(png)
    .resize({ ...(isSmall ? { height: smallHeight } : { width }), withoutEnlargement: true })
    .webp({ quality: 75 })
    .toBuffer();
