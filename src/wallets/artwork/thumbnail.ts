import sharp from "sharp";
import type { ArtworkRole } from "../../domain/templates/template.ts";
import { normaliseArtwork } from "./normalise-artwork.ts";

/** A small picture of an upload, as a data URL; undefined for one that is refused. */
export async function thumbnailOf(upload: Buffer, role: ArtworkRole): Promise<string | undefined> {
  const master = await normaliseArtwork(upload, role);
  if (!Buffer.isBuffer(master)) return undefined;
  const small = await sharp(master)
    .resize({ width: 320, height: 160, fit: "inside", withoutEnlargement: true })
    .webp({ quality: 80 })
    .toBuffer();
  return `data:image/webp;base64,${small.toString("base64")}`;
}
