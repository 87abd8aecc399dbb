/**
 * Every slot of both wallets from one upload each of icon, logo and hero.
 * https://developer.apple.com/library/archive/documentation/UserExperience/Conceptual/PassKit_PG/Creating.html
 * https://developers.google.com/wallet/generic/resources/brand-guidelines
 */
import sharp, { type Sharp } from "sharp";
import { AppError, type FieldError } from "../errors.ts";
import {
  artworkRoles,
  type ArtworkRole,
  type FocusPoint,
  type TemplateColors,
  type TicketStyle,
} from "../domain/template.ts";
import { drawSvg } from "./draw-svg.ts";
import { isPacked, isSvg, svgFaults } from "./svg-source.ts";

/** Raised whenever the same artwork would be rendered differently, so that shipped templates are renewed. */
export const rendererVersion = 1;

export const maxArtworkBytes = 10 * 1024 * 1024;
const maxPixels = 50_000_000;
const minSide = 16;
/** The longest side of what the slots are cut from: somewhat more than the largest slot. */
const masterSide: Record<ArtworkRole, number> = { icon: 660, logo: 1000, hero: 1500 };

export type ArtworkUpload = { [R in ArtworkRole]?: Buffer | undefined };

interface Slot {
  role: ArtworkRole;
  width: number;
  height: number;
  /** `cover` crops to exactly this size, `inside` fits within it, `badge` surrounds a mark with room for a round mask. */
  fit: "cover" | "inside" | "badge";
}

const scales = [
  ["", 1],
  ["@2x", 2],
  ["@3x", 3],
] as const;

const stripHeight: Record<TicketStyle, number> = { event: 98, coupon: 144, membership: 123 };

/** All images of a ticket of that style: name, size in pixels, and which upload each is made from. */
export function imageSlots(style: TicketStyle): Map<string, Slot> {
  const apple = scales.flatMap(([suffix, scale]): [string, Slot][] => [
    [`icon${suffix}.png`, { role: "icon", width: 38 * scale, height: 38 * scale, fit: "cover" }],
    [`logo${suffix}.png`, { role: "logo", width: 160 * scale, height: 50 * scale, fit: "inside" }],
    [
      `strip${suffix}.png`,
      { role: "hero", width: 375 * scale, height: stripHeight[style] * scale, fit: "cover" },
    ],
  ]);
  return new Map([
    ...apple,
    ["google-logo.png", { role: "icon", width: 660, height: 660, fit: "badge" }],
    ["google-hero.png", { role: "hero", width: 1032, height: 336, fit: "cover" }],
  ]);
}

/**
 * Renders the slots for which an upload is there, or those of them that `names` lists, as small PNGs
 * without metadata. Takes PNG, JPEG, WebP and SVG. Throws AppError("unprocessable") naming each upload that cannot be used.
 */
export async function renderArtwork(
  artwork: ArtworkUpload,
  {
    style,
    colors,
    heroFocus,
  }: {
    style: TicketStyle;
    colors: Pick<TemplateColors, "background">;
    heroFocus?: FocusPoint | undefined;
  },
  names?: readonly string[],
): Promise<Map<string, Buffer>> {
  const masters = new Map<ArtworkRole, Buffer>();
  const errors: FieldError[] = [];
  for (const role of artworkRoles) {
    const upload = artwork[role];
    if (!upload) continue;
    const master = await readMaster(upload, role);
    if (Buffer.isBuffer(master)) masters.set(role, master);
    else errors.push(...master);
  }
  if (errors.length > 0) {
    throw new AppError("unprocessable", "The artwork cannot be used as it is.", { errors });
  }
  const rendered = await Promise.all(
    [...imageSlots(style)].map(async ([name, slot]): Promise<[string, Buffer][]> => {
      const master = masters.get(slot.role);
      if (!master || names?.includes(name) === false) return [];
      const focus = slot.role === "hero" ? heroFocus : undefined;
      return [[name, await small(await fitted(master, slot, colors.background, focus))]];
    }),
  );
  return new Map(rendered.flat());
}

/** Why the upload cannot be used for that role; none when it can. */
export async function artworkFaults(upload: Buffer, role: ArtworkRole): Promise<FieldError[]> {
  const master = await readMaster(upload, role);
  return Buffer.isBuffer(master) ? [] : master;
}

/** The upload as pixels alone: upright, sRGB, no larger than needed. Or why it cannot be. */
async function readMaster(upload: Buffer, role: ArtworkRole): Promise<Buffer | FieldError[]> {
  const refuse = (code: string, message: string) => [{ path: role, code, message }];
  if (upload.length > maxArtworkBytes) return refuse("too_large", "An image may be at most 10 MB.");
  if (isPacked(upload)) return refuse("unsafe_svg", "The SVG must be a plain text file.");
  try {
    if (isSvg(upload)) {
      const faults = svgFaults(upload, role);
      if (faults.length > 0) return faults;
      const side = masterSide[role];
      return await masterOf(await drawSvg(upload, { side, maxPixels }), role);
    }
    const { format, width, height, pages } = await sharp(upload, {
      limitInputPixels: maxPixels,
    }).metadata();
    // One that the check could not read: in another encoding, or with its root in a prefix.
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
    if (/timeout/i.test(said)) {
      return refuse("too_complex", "The image takes too long to draw; send a PNG of it.");
    }
    return refuse(
      "unreadable_image",
      "The image cannot be read; it must be PNG, JPEG, WebP or SVG.",
    );
  }
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

async function fitted(
  master: Buffer,
  slot: Slot,
  background: string,
  focus: FocusPoint | undefined,
): Promise<Sharp> {
  const { width, height, fit } = slot;
  if (fit === "cover" && focus) return croppedAround(master, slot, focus);
  if (fit === "cover") return sharp(master).resize({ width, height, fit: "cover" });
  if (fit === "inside") return sharp(master).resize({ width, height, fit: "inside" });
  // Google masks the logo to a circle: the square in it is 0.7 of its width.
  const inner = Math.round(width * 0.7);
  const mark = await sharp(master)
    .resize({ width: inner, height: inner, fit: "contain", background: "#0000" })
    .png()
    .toBuffer();
  const before = Math.floor((width - inner) / 2);
  const after = width - inner - before;
  const margin = { top: before, left: before, bottom: after, right: after };
  const { isOpaque } = await sharp(mark).stats();
  return isOpaque
    ? sharp(mark).extend({ ...margin, extendWith: "copy" })
    : sharp(mark)
        .flatten({ background })
        .extend({ ...margin, background });
}

/** As `cover`, with the focus as near to the middle as the image's edges allow. */
async function croppedAround(
  master: Buffer,
  { width, height }: Slot,
  focus: FocusPoint,
): Promise<Sharp> {
  const natural = await sharp(master).metadata();
  const scale = Math.max(width / natural.width, height / natural.height);
  const whole = {
    width: Math.max(width, Math.round(natural.width * scale)),
    height: Math.max(height, Math.round(natural.height * scale)),
  };
  const edge = (at: number, size: number, room: number) =>
    Math.min(Math.max(Math.round(at * room - size / 2), 0), room - size);
  return sharp(master)
    .resize({ ...whole, fit: "fill" })
    .extract({
      left: edge(focus.x, width, whole.width),
      top: edge(focus.y, height, whole.height),
      width,
      height,
    });
}

/** The logo without the empty border that would keep it from standing flush left. */
function withoutBorder(image: Sharp, role: ArtworkRole): Sharp {
  return role === "logo" ? image.trim({ threshold: 5 }) : image;
}

/** At most 256 colours: a phone screen shows no difference, and a ticket stays near 200 KB. */
function small(image: Sharp): Promise<Buffer> {
  return image.png({ palette: true, quality: 90, effort: 4, compressionLevel: 9 }).toBuffer();
}
