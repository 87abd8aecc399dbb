import { toBuffer } from "qrcode";
import sharp, { type OverlayOptions, type Sharp } from "sharp";

/** Chromium shows 30 frames a second of such a film, over and over. */
const framesInSecond = 30;

interface Seen {
  /** What is behind the code: a colour. */
  ground?: string;
  code: (code: Sharp) => Sharp;
  /** The share of light that is left. */
  light?: number;
  /** SVG of what reflects in front of the code. */
  over?: string;
}

/** What lies between a code and a camera, by the way in which it is held up. */
const looks = {
  "on a screen": { code: (code) => code },
  "on paper": {
    ground: "#7a5c3e",
    code: (code) => code.linear(0.66, 52).tint("#f3ead8").blur(0.8),
  },
  skewed: {
    code: (code) => code.affine([1, 0.3, -0.2, 0.85], { background: "#ddd" }),
  },
  dim: { code: (code) => code, light: 0.16 },
  "in glare": {
    code: (code) => code,
    over: `<radialGradient id="g"><stop offset="0.2" stop-color="#fff"/><stop offset="1" stop-color="#fff" stop-opacity="0"/></radialGradient>
      <rect width="640" height="480" fill="#fff" fill-opacity="0.45"/><circle cx="400" cy="330" r="75" fill="url(#g)"/>`,
  },
} satisfies Record<string, Seen>;

export type Look = keyof typeof looks;
export const everyLook = Object.keys(looks) as Look[];

async function frame(look: Look, code?: Buffer): Promise<Buffer> {
  const seen: Seen = looks[look];
  const layers: OverlayOptions[] = [];
  if (code) layers.push({ input: await seen.code(sharp(code).removeAlpha()).png().toBuffer() });
  if (seen.over) {
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="640" height="480">${seen.over}</svg>`;
    layers.push({ input: Buffer.from(svg) });
  }
  const background = seen.ground ?? "#ddd";
  const scene = await sharp({ create: { width: 640, height: 480, channels: 3, background } })
    .composite(layers)
    .png()
    .toBuffer();
  return sharp(scene)
    .linear(seen.light ?? 1)
    .jpeg({ quality: 70 })
    .toBuffer();
}

/**
 * Motion JPEG for Chromium's `--use-file-for-fake-video-capture`: someone holds up the code as a wallet
 * or a print shows it, then nothing, each for so many seconds.
 */
export async function cameraFilm(
  text: string,
  {
    shown = 1,
    away = 2.5,
    look = "on a screen",
  }: { shown?: number; away?: number; look?: Look } = {},
): Promise<Buffer> {
  const width = look === "skewed" ? 300 : 360;
  const code = await toBuffer(text, { errorCorrectionLevel: "M", width, margin: 4 });
  const [held, nothing] = await Promise.all([frame(look, code), frame(look)]);
  const frames = (picture: Buffer, seconds: number) =>
    Array<Buffer>(Math.round(seconds * framesInSecond)).fill(picture);
  return Buffer.concat([...frames(held, shown), ...frames(nothing, away)]);
}
