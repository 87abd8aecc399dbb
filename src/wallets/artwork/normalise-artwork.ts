import { setImmediate as othersRun } from "node:timers/promises";
import sharp, { type Sharp } from "sharp";
import type { FieldError } from "../../errors.ts";
import type { ArtworkRole } from "../../domain/templates/template.ts";
import { rasteriseSvg } from "./rasterise-svg.ts";
import { isPacked, isSvg, svgFaults, withoutStandardDoctype } from "./svg-safety.ts";

export const maxArtworkBytes = 10 * 1024 * 1024;
const maxPixels = 50_000_000;
const minSide = 16;
/** The longest side of normalised artwork, somewhat larger than the largest slot. */
const masterSide: Record<ArtworkRole, number> = { icon: 660, logo: 1000, hero: 1500 };

/** Converts an upload to upright sRGB pixels, no larger than needed; or returns why it cannot. */
export async function normaliseArtwork(
  upload: Buffer,
  role: ArtworkRole,
): Promise<Buffer | FieldError[]> {
  const refuse = (code: string, message: string) => [{ path: role, code, message }];
  if (upload.length > maxArtworkBytes) return refuse("too_large", "An image may be at most 10 MB.");
  if (isPacked(upload)) return refuse("unsafe_svg", "The SVG must be a plain text file.");
  try {
    if (isSvg(upload)) {
      const svg = withoutStandardDoctype(upload);
      const faults = svgFaults(svg, role);
      if (faults.length > 0) return faults;
      const side = masterSide[role];
      // The check and the hand-over take some twenty milliseconds each of a large one.
      await othersRun();
      return await masterOf(await rasteriseSvg(svg, { side, maxPixels }), role);
    }
    const { format, width, height, pages } = await sharp(upload, {
      limitInputPixels: maxPixels,
    }).metadata();
    // An SVG that the check could not read: in another encoding, or with a prefix on its root.
    if (format === "svg") return refuse("unsafe_svg", "The SVG must be a plain text file.");
    if (!["png", "jpeg", "webp"].includes(format)) {
      return refuse("unsupported_image", "The image must be PNG, JPEG, WebP or SVG.");
    }
    if ((pages ?? 1) > 1) return refuse("animated_image", "The image must not be animated.");
    if (Math.min(width, height) < minSide) {
      return refuse("too_small", `The image is ${width} × ${height} pixels; that is too small.`);
    }
    return await masterOf(upload, role);
  } catch (error) {
    const said = error instanceof Error ? error.message : "";
    if (/pixel limit/i.test(said)) {
      return refuse("too_large", "An image may have at most 50 million pixels.");
    }
    if (/timeout|ended its process/i.test(said)) {
      return refuse("too_complex", "The image takes too much to draw; send a PNG of it.");
    }
    return refuse(
      "unreadable_image",
      "The image cannot be read; it must be PNG, JPEG, WebP or SVG.",
    );
  }
}

/** Why the upload cannot be used for the role; empty when it can. */
export async function artworkFaults(upload: Buffer, role: ArtworkRole): Promise<FieldError[]> {
  const master = await normaliseArtwork(upload, role);
  return Buffer.isBuffer(master) ? [] : master;
}

function masterOf(picture: Buffer, role: ArtworkRole): Promise<Buffer> {
  const side = masterSide[role];
  const upright = sharp(picture, { limitInputPixels: maxPixels })
    .timeout({ seconds: 10 })
    .autoOrient();
  return withoutBorder(upright, role)
    .resize({ width: side, height: side, fit: "inside", withoutEnlargement: true })
    .toColourspace("srgb")
    .png({ compressionLevel: 1 })
    .toBuffer();
}

/** Trims the logo's empty border, which would keep it from standing flush left. */
function withoutBorder(image: Sharp, role: ArtworkRole): Sharp {
  return role === "logo" ? image.trim({ threshold: 5 }) : image;
}
