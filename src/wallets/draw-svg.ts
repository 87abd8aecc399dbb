/** An SVG drawn in a process of its own: https://www.w3.org/TR/SVG2/secure.html */
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { createRequire } from "node:module";

const patienceMs = 5_000;
const mostBytes = 64 * 1024 * 1024;

// Runs as it stands there: sharp's path, the longest side, and the most pixels are its arguments.
const drawing = `
const [, sharpPath, side, limitInputPixels] = process.argv;
const sharp = require(sharpPath);
const chunks = [];
process.stdin.on("data", (chunk) => chunks.push(chunk)).on("end", async () => {
  const svg = Buffer.concat(chunks);
  const limits = { limitInputPixels: Number(limitInputPixels) };
  try {
    const { width, height } = await sharp(svg, limits).metadata();
    const density = Math.min(Math.max((72 * side) / Math.max(width, height), 1), 2400);
    process.stdout.write(await sharp(svg, { ...limits, density }).png({ compressionLevel: 1 }).toBuffer());
  } catch (error) {
    process.stderr.write(String(error.message));
    process.exitCode = 1;
  }
});`;

const sharpPath = createRequire(import.meta.url).resolve("sharp");

interface Drawing {
  /** The longest side, in pixels. */
  side: number;
  maxPixels: number;
}

/**
 * The SVG as a PNG whose longest side is about `side`. Parts that name each other and filters can keep
 * the drawing library busy for years, and nothing stops it but the end of its process: after five
 * seconds. That process gets no secret along. Rejects with the library's words, or "timeout".
 */
export function drawSvg(svg: Buffer, drawn: Drawing): Promise<Buffer> {
  const key = createHash("sha256").update(JSON.stringify(drawn)).update(svg).digest("hex");
  const known = latest.get(key);
  if (known) return known;
  const png = inTurn(() => drawApart(svg, drawn));
  latest.set(key, png);
  png.catch(() => latest.delete(key));
  const [oldest] = latest.keys();
  if (latest.size > kept && oldest !== undefined) latest.delete(oldest);
  return png;
}

/** While someone edits a template its pictures stay: the latest few are kept. */
const latest = new Map<string, Promise<Buffer>>();
const kept = 24;

function drawApart(svg: Buffer, { side, maxPixels }: Drawing): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const child = execFile(
      process.execPath,
      ["-e", drawing, sharpPath, String(side), String(maxPixels)],
      {
        encoding: "buffer",
        env: {},
        killSignal: "SIGKILL",
        maxBuffer: mostBytes,
        timeout: patienceMs,
      },
      (error, png, said) => {
        if (!error) resolve(png);
        else reject(new Error(error.killed === true ? "timeout" : said.toString("utf8")));
      },
    );
    // It may be gone before it has read everything.
    child.stdin?.on("error", () => undefined);
    child.stdin?.end(svg);
  });
}

const lanes = 2;
let busy = 0;
const waiting: (() => void)[] = [];

/** Two at a time, however many are sent: they wait for each other, and tickets do not wait for them. */
async function inTurn<T>(run: () => Promise<T>): Promise<T> {
  if (busy === lanes) await new Promise<void>((resolve) => waiting.push(resolve));
  else busy += 1;
  try {
    return await run();
  } finally {
    const next = waiting.shift();
    if (next) next();
    else busy -= 1;
  }
}
