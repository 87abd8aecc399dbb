import sharp, { type Sharp } from "sharp";
import { AppError, type FieldError } from "../../errors.ts";
import {
  artworkRoles,
  type ArtworkRole,
  type FocusPoint,
  type TemplateDefinition,
} from "../../domain/templates/template.ts";
import { normaliseArtwork } from "./normalise-artwork.ts";
import { imageSlots, type Slot } from "./image-slots.ts";
import { shaded } from "./shade.ts";

/** Raised when the same artwork is rendered differently, so that shipped templates are rendered again. */
export const rendererVersion = 2;

export type ArtworkUpload = { [R in ArtworkRole]?: Buffer | undefined };

/** What the images depend on besides the artwork. */
export type ArtworkLook = Pick<TemplateDefinition, "style" | "colors" | "heroFocus"> & {
  /** Text over the picture, which is shaded as far as that text needs. */
  fields: Pick<TemplateDefinition["fields"], "primary">;
};

/**
 * Renders the slots whose artwork is given, or those listed in `names`, as small PNGs without metadata.
 * Accepts PNG, JPEG, WebP and SVG. Throws AppError("unprocessable") naming each upload that cannot be
 * used.
 */
export async function renderArtwork(
  artwork: ArtworkUpload,
  { style, colors, heroFocus, fields }: ArtworkLook,
  names?: readonly string[],
): Promise<Map<string, Buffer>> {
  const masters = new Map<ArtworkRole, Buffer>();
  const errors: FieldError[] = [];
  for (const role of artworkRoles) {
    const upload = artwork[role];
    if (!upload) continue;
    const master = await normaliseArtwork(upload, role);
    if (Buffer.isBuffer(master)) masters.set(role, master);
    else errors.push(...master);
  }
  if (errors.length > 0) {
    throw new AppError("unprocessable", "The artwork cannot be used as it is.", { errors });
  }
  const field = fields.primary[0];
  const rendered = await Promise.all(
    [...imageSlots(style)].map(async ([name, slot]): Promise<[string, Buffer][]> => {
      const master = masters.get(slot.role);
      if (!master || names?.includes(name) === false) return [];
      const focus = slot.role === "hero" ? heroFocus : undefined;
      const image = await fitted(master, slot, colors.background, focus);
      const isUnderText = field !== undefined && name.startsWith("strip");
      return [
        [name, await small(isUnderText ? await shaded(image, { style, colors, field }) : image)],
      ];
    }),
  );
  return new Map(rendered.flat());
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
  // Google masks the logo to a circle, whose inner square is 0.7 of the width.
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

/** Like `cover`, with the focus as close to the centre as the edges allow. */
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

/** Reduces to 256 colours: a phone shows no difference, and a pass stays near 200 KB. */
function small(image: Sharp): Promise<Buffer> {
  return image.png({ palette: true, quality: 90, effort: 4, compressionLevel: 9 }).toBuffer();
}
