import { toBuffer } from "qrcode";
import sharp from "sharp";

/** Chromium shows 30 frames a second of such a film, over and over. */
const framesInSecond = 30;

const frame = (code?: Buffer) =>
  sharp({ create: { width: 640, height: 480, channels: 3, background: "#ddd" } })
    .composite(code ? [{ input: code }] : [])
    .jpeg()
    .toBuffer();

/**
 * Motion JPEG for Chromium's `--use-file-for-fake-video-capture`: someone holds up the code as a wallet
 * shows it, then nothing, each for so many seconds.
 */
export async function cameraFilm(text: string, { shown = 1, away = 2.5 } = {}): Promise<Buffer> {
  const code = await toBuffer(text, { errorCorrectionLevel: "M", width: 360, margin: 4 });
  const [held, nothing] = await Promise.all([frame(code), frame()]);
  const frames = (picture: Buffer, seconds: number) =>
    Array<Buffer>(Math.round(seconds * framesInSecond)).fill(picture);
  return Buffer.concat([...frames(held, shown), ...frames(nothing, away)]);
}
