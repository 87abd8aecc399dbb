import type { TemplateImages } from "../../domain/templates/template.ts";
import type { PictureImage, TicketPicture } from "./preview-ticket.ts";

/**
 * Reads width and height from the IHDR chunk. https://www.w3.org/TR/png-3/#11IHDR
 *
 * @internal Exported for the simulated phone.
 */
export const pictureImage = (png: Buffer, href: string): PictureImage => ({
  href,
  width: png.readUInt32BE(16),
  height: png.readUInt32BE(20),
});

/** Looks a template's images up by name: at their public URLs where `hashes` has them, else as data URLs. */
export function pictureImages(
  images: TemplateImages,
  hashes?: ReadonlyMap<string, string>,
): TicketPicture["image"] {
  return (name) => {
    const bytes = images.get(name);
    if (!bytes) return undefined;
    const hash = hashes?.get(name);
    return pictureImage(
      bytes,
      hash === undefined
        ? `data:image/png;base64,${bytes.toString("base64")}`
        : `/images/${hash}.png`,
    );
  };
}
