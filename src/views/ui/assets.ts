import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import { domainModule, linkModule } from "./browser-modules.ts";

/** A file that pages load. */
export interface Asset {
  type: string;
  body: Buffer;
  gzipped?: Buffer;
}

// Scripts, styles and fonts are served from source; the build copies them to the same place.
const folder = new URL("../", import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, folder), "utf8");

// Not import.meta.resolve, which the loader of the tests does not have.
const { resolve } = createRequire(import.meta.url);

/** Returns Aksel's styles without its font rules, which load from NAV's CDN. */
function akselStyles(): string {
  const path = resolve("@navikt/ds-css/dist/index.min.css");
  return readFileSync(path, "utf8").replace(/@font-face\s*\{[^}]*\}/g, "");
}

function font(weight: "regular" | "semibold"): string {
  return `@font-face{font-family:"Source Sans 3";font-weight:${weight === "regular" ? "400" : "600 700"};font-display:swap;src:url("${assetUrl(`source-sans-${weight}.ttf`)}") format("truetype")}`;
}

const staffStyles = () =>
  akselStyles() + font("regular") + font("semibold") + read("styles/staff.css");

const link = (source: string) => linkModule(source, (file) => assetUrl(file as AssetName));
const script = (name: string): string => link(read(`client/${name}`));
/** A rule that the service and the browser share. */
const rule = (name: string): string => link(domainModule(name));

/** The door page's service worker, which is served under a name of its own. */
export const workerScript = (): string => script("door-worker.js");

/** The service worker of claim links. */
export const ticketsWorkerScript = (): string => script("tickets-worker.js");

/** The BarcodeDetector polyfill for browsers without one, and the WebAssembly file of the same version. */
const decoder = resolve("barcode-detector/ponyfill");
const decoderScript = new URL("../iife/ponyfill.js", pathToFileURL(decoder));
const decoderWasm = createRequire(decoder).resolve("zxing-wasm/reader/zxing_reader.wasm");

const sources = {
  "source-sans-regular.ttf": () => readFileSync(fontPath("regular")),
  "source-sans-semibold.ttf": () => readFileSync(fontPath("semibold")),
  "staff.css": staffStyles,
  "provider.css": () =>
    ["staff", "tickets", "provider", "template"].reduce(
      (styles, name) => styles + read(`styles/${name}.css`),
      akselStyles(),
    ),
  "culture.css": () => staffStyles() + read("styles/tickets.css"),
  "holder.css": () => read("styles/holder.css"),
  "docs.css": () => read("styles/docs.css"),
  "door.css": () => read("styles/door.css"),
  "allocate.js": () => script("allocate.js"),
  "choose-activity.js": () => script("choose-activity.js"),
  "copy.js": () => script("copy.js"),
  "fill-form.js": () => script("fill-form.js"),
  "keep-typed.js": () => script("keep-typed.js"),
  "progress.js": () => script("progress.js"),
  "session-end.js": () => script("session-end.js"),
  "template.js": () => script("template.js"),
  "upload-progress.js": () => script("upload-progress.js"),
  "tickets.js": () => script("tickets.js"),
  "door.js": () => script("door.js"),
  "door-ago.js": () => script("door-ago.js"),
  "door-alone.js": () => script("door-alone.js"),
  "door-answer.js": () => script("door-answer.js"),
  "door-attempt.js": () => script("door-attempt.js"),
  "door-bytes.js": () => script("door-bytes.js"),
  "door-call.js": () => script("door-call.js"),
  "door-camera-panel.js": () => script("door-camera-panel.js"),
  "door-camera.js": () => script("door-camera.js"),
  "door-clock.js": () => script("door-clock.js"),
  "door-decide.js": () => script("door-decide.js"),
  "door-detector.js": () => script("door-detector.js"),
  "door-ed25519.js": () => script("door-ed25519.js"),
  "door-entries.js": () => script("door-entries.js"),
  "door-entrance.js": () => script("door-entrance.js"),
  "door-kept.js": () => script("door-kept.js"),
  "door-keypad.js": () => script("door-keypad.js"),
  "door-latest.js": () => script("door-latest.js"),
  "door-manifest.js": () => script("door-manifest.js"),
  "door-memory.js": () => script("door-memory.js"),
  "door-moment.js": () => script("door-moment.js"),
  "door-own-codes.js": () => script("door-own-codes.js"),
  "door-question.js": () => script("door-question.js"),
  "door-redeem.js": () => script("door-redeem.js"),
  "door-signals.js": () => script("door-signals.js"),
  "door-status.js": () => script("door-status.js"),
  "door-store.js": () => script("door-store.js"),
  "door-sync.js": () => script("door-sync.js"),
  "door-texts.js": () => script("door-texts.js"),
  "door-token.js": () => script("door-token.js"),
  "door-typing.js": () => script("door-typing.js"),
  "door-undo.js": () => script("door-undo.js"),
  "door-verify.js": () => script("door-verify.js"),
  "door-view.js": () => script("door-view.js"),
  "element.js": () => script("element.js"),
  "redemption.js": () => rule("door/redemption"),
  "expiry.js": () => rule("expiry"),
  "valid-for.js": () => rule("offers/valid-for"),
  "sessions.js": () => rule("offers/sessions"),
  "opening-hours.js": () => rule("offers/opening-hours"),
  "next-opening.js": () => rule("offers/next-opening"),
  "usable-days.js": () => rule("offers/usable-days"),
  "period.js": () => rule("period"),
  "ask-back.js": () => rule("door/ask-back"),
  "part-choice.js": () => rule("door/part-choice"),
  "barcode-readings.js": () => rule("passes/barcode-readings"),
  "ticket-number.js": () => rule("passes/ticket-number"),
  "base32.js": () => rule("passes/base32"),
  "ed25519.js": () => readFileSync(resolve("@noble/ed25519")),
  "door-192.png": () => readFileSync(new URL("icons/door-192.png", folder)),
  "door-512.png": () => readFileSync(new URL("icons/door-512.png", folder)),
  "barcode-detector.js": () => readFileSync(decoderScript),
  "zxing-reader.wasm": () => readFileSync(decoderWasm),
} satisfies Record<string, () => string | Buffer>;

export type AssetName = keyof typeof sources;

const types: Record<string, string> = {
  css: "text/css; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  ttf: "font/ttf",
  svg: "image/svg+xml",
  png: "image/png",
  wasm: "application/wasm",
};

const loaded = new Map<string, { file: string; asset: Asset }>();

function load(name: AssetName): { file: string; asset: Asset } {
  const known = loaded.get(name);
  if (known) return known;
  const body = Buffer.from(sources[name]());
  const hash = createHash("sha256").update(body).digest("base64url").slice(0, 10);
  const [, stem = "", extension = ""] = /^(.*)\.(\w+)$/.exec(name) ?? [];
  const type = types[extension] ?? "application/octet-stream";
  const asset = { type, body, gzipped: gzipSync(body) };
  const entry = { file: `${stem}.${hash}.${extension}`, asset };
  loaded.set(name, entry);
  return entry;
}

/**
 * Returns the path of the font for server-side drawing; uncompressed, since decompression would take half
 * of the drawing time.
 */
export function fontPath(weight: "regular" | "semibold"): string {
  return fileURLToPath(new URL(`fonts/source-sans-${weight}.ttf`, folder));
}

/** Returns the URL of an asset. Its name holds the content's hash, so it is cached for ever. */
export function assetUrl(name: AssetName): string {
  return `/assets/${load(name).file}`;
}

/** Finds an asset by the file name in its URL, `/assets/{file}`. */
export function findAsset(file: string): Asset | undefined {
  for (const name of Object.keys(sources) as AssetName[]) {
    const entry = load(name);
    if (entry.file === file) return entry.asset;
  }
  return undefined;
}

/**
 * Finds a wallet's official badge, where the operator has installed it: `src/views/badges/apple-nb.svg`,
 * `google-en.svg` and so on. The artwork may not be redistributed, so none comes with the service.
 */
export function findBadge(file: string): Asset | undefined {
  if (!/^(apple|google)-(nb|nn|en|sma)\.svg$/.test(file)) return undefined;
  const path = new URL(`badges/${file}`, folder);
  return existsSync(path) ? { type: "image/svg+xml", body: readFileSync(path) } : undefined;
}
