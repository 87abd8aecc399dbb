import sharp from "sharp";
import { contrastRatio } from "../../domain/templates/contrast.ts";
import { normaliseArtwork } from "./normalise-artwork.ts";

/**
 * What is allowed and probably wrong of a logo: enlarged until it is blurred, invisible on the ticket's colour, or
 * nearly empty.
 */
export type LogoWarning = "enlarged" | "invisible" | "empty";

/** Its slot on a phone with two pixels to a point. */
const slot = { width: 320, height: 100 };
const mostEnlarged = 1.5;
/** The pixels that are looked at, on the longest side. */
const side = 120;
const opaque = 64;
const leastContrast = 1.5;
const leastVisible = 0.1;
/** Of the logo's area without its border; thin letters cover some ten percent. */
const leastInk = 0.02;

const hex = (red: number, green: number, blue: number) =>
  `#${[red, green, blue].map((channel) => channel.toString(16).padStart(2, "0")).join("")}`;

/** Warns of an uploaded logo on the background `#rrggbb`. Returns none for a picture that is refused. */
export async function logoWarnings(upload: Buffer, background: string): Promise<LogoWarning[]> {
  const master = await normaliseArtwork(upload, "logo");
  if (!Buffer.isBuffer(master)) return [];
  const { width, height } = await sharp(master).metadata();
  const isEnlarged = Math.min(slot.width / width, slot.height / height) > mostEnlarged;
  const { data } = await sharp(master)
    .ensureAlpha()
    .resize({ width: side, height: side, fit: "inside", withoutEnlargement: true })
    .raw()
    .toBuffer({ resolveWithObject: true });
  const pixels = Array.from({ length: data.length / 4 }, (_, n) => data.subarray(n * 4, n * 4 + 4));
  const isDrawn = ([, , , alpha = 0]: Uint8Array) => alpha >= opaque;
  const isWhole = pixels.every(isDrawn);
  // An opaque picture brings its own ground, the colour of its corner.
  const [corner = data] = pixels;
  const ground = isWhole ? colorOf(corner) : background;
  const isInk = (pixel: Uint8Array) =>
    isWhole
      ? [0, 1, 2].some((n) => Math.abs((pixel[n] ?? 0) - (corner[n] ?? 0)) > 24)
      : isDrawn(pixel);
  const ink = pixels.filter(isInk);
  const seen = new Map<string, boolean>();
  const isVisible = (pixel: Uint8Array): boolean => {
    const color = colorOf(pixel);
    const known = seen.get(color) ?? contrastRatio(color, ground) >= leastContrast;
    seen.set(color, known);
    return known;
  };
  const isEmpty = ink.length < leastInk * pixels.length;
  const isInvisible = !isEmpty && ink.filter(isVisible).length < leastVisible * ink.length;
  return [
    ...(isEnlarged ? (["enlarged"] as const) : []),
    ...(isInvisible ? (["invisible"] as const) : []),
    ...(isEmpty ? (["empty"] as const) : []),
  ];
}

const colorOf = ([red = 0, green = 0, blue = 0]: Uint8Array) => hex(red, green, blue);
