import type { TemplateImages } from "../../domain/templates/template.ts";
import type { TicketPicture } from "./preview-ticket.ts";

/** Where a PNG says how large it is. https://www.w3.org/TR/png-3/#11IHDR */
const widthAt = 16;
const heightAt = 20;

/** A template's images for its pictures: under their public addresses where `hashes` has them, else carried along. */
export function pictureImages(
  images: TemplateImages,
  hashes?: ReadonlyMap<string, string>,
): TicketPicture["image"] {
  return (name) => {
    const bytes = images.get(name);
    if (!bytes) return undefined;
    const hash = hashes?.get(name);
    return {
      href:
        hash === undefined
          ? `data:image/png;base64,${bytes.toString("base64")}`
          : `/images/${hash}.png`,
      width: bytes.readUInt32BE(widthAt),
      height: bytes.readUInt32BE(heightAt),
    };
  };
}
