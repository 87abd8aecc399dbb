import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

/** A file that pages load from our own origin. */
export interface Asset {
  type: string;
  body: Buffer;
  gzipped?: Buffer;
}

// Scripts, styles and fonts are served as they are written: the build lays them beside this file, too.
const folder = new URL("./", import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, folder), "utf8");

/** Aksel's own font rules point to NAV's CDN; pages load nothing from other origins. */
function akselStyles(): string {
  // Not import.meta.resolve: tests are loaded where it does not exist.
  const path = createRequire(import.meta.url).resolve("@navikt/ds-css/dist/index.min.css");
  return readFileSync(path, "utf8").replace(/@font-face\s*\{[^}]*\}/g, "");
}

function font(weight: "regular" | "semibold"): string {
  return `@font-face{font-family:"Source Sans 3";font-weight:${weight === "regular" ? "400" : "600 700"};font-display:swap;src:url("${assetUrl(`source-sans-${weight}.ttf`)}") format("truetype")}`;
}

const sources = {
  "source-sans-regular.ttf": () => readFileSync(fontPath("regular")),
  "source-sans-semibold.ttf": () => readFileSync(fontPath("semibold")),
  "staff.css": () => akselStyles() + font("regular") + font("semibold") + read("styles/staff.css"),
  "provider.css": () =>
    ["staff", "tickets", "provider", "template"].reduce(
      (styles, name) => styles + read(`styles/${name}.css`),
      akselStyles(),
    ),
  "culture.css": () =>
    akselStyles() +
    font("regular") +
    font("semibold") +
    read("styles/staff.css") +
    read("styles/tickets.css"),
  "holder.css": () => read("styles/holder.css"),
  "docs.css": () => read("styles/docs.css"),
  "allocate.js": () => read("client/allocate.js"),
  "copy.js": () => read("client/copy.js"),
  "progress.js": () => read("client/progress.js"),
  "template.js": () => read("client/template.js"),
} satisfies Record<string, () => string | Buffer>;

export type AssetName = keyof typeof sources;

const types: Record<string, string> = {
  css: "text/css; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  ttf: "font/ttf",
  svg: "image/svg+xml",
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

/** The font file for what is drawn on the server; not packed, since unpacking takes as long as all the rest. */
export function fontPath(weight: "regular" | "semibold"): string {
  return fileURLToPath(new URL(`fonts/source-sans-${weight}.ttf`, folder));
}

/** Where the file is served. Its name carries its content's hash, so that browsers may keep it for ever. */
export function assetUrl(name: AssetName): string {
  return `/assets/${load(name).file}`;
}

/** The file of such an address, as `file` in `/assets/{file}`. */
export function findAsset(file: string): Asset | undefined {
  for (const name of Object.keys(sources) as AssetName[]) {
    const entry = load(name);
    if (entry.file === file) return entry.asset;
  }
  return undefined;
}

/**
 * The wallets' official button artwork, where the operator has put it: `src/views/badges/apple-nb.svg`,
 * `google-en.svg` and so on. It may not be redistributed, so none comes with the service.
 */
export function findBadge(file: string): Asset | undefined {
  if (!/^(apple|google)-(nb|nn|en|sma)\.svg$/.test(file)) return undefined;
  const path = new URL(`badges/${file}`, folder);
  return existsSync(path) ? { type: "image/svg+xml", body: readFileSync(path) } : undefined;
}
