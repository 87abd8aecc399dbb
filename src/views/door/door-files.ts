import { createHash } from "node:crypto";
import { basename } from "node:path";
import { assetUrl, findAsset, workerScript } from "../ui/assets.ts";
import { doorLanguages, doorTexts, type DoorLanguage } from "../texts/door-texts.ts";

const iconSizes = [192, 512] as const;
const colour = "#14222e";

/**
 * The web manifest by which a phone installs the door page as an app. Name and icon are those of any
 * scanner.
 */
export function doorWebManifest(language: DoorLanguage): object {
  const { title } = doorTexts(language);
  return {
    id: "/door",
    name: title,
    short_name: title,
    lang: language,
    start_url: `/door?lang=${language}`,
    scope: "/door",
    display: "standalone",
    background_color: colour,
    theme_color: colour,
    icons: iconSizes.map((size) => ({
      src: assetUrl(`door-${size}.png`),
      sizes: `${size}x${size}`,
      type: "image/png",
      purpose: "any maskable",
    })),
  };
}

/** The URLs of an asset and of what it imports. */
function withImports(url: string, found = new Set<string>()): Set<string> {
  if (found.has(url)) return found;
  found.add(url);
  const source = findAsset(basename(url))?.body.toString("utf8") ?? "";
  for (const [imported] of source.matchAll(/(?<=(?: from|^import) ")\/assets\/[^"]+/gm)) {
    withImports(imported, found);
  }
  return found;
}

/** All that the door page loads, now or later: what it needs to open without coverage. */
const doorFiles = () => [
  "/door",
  ...doorLanguages.map((language) => `/door?lang=${language}`),
  ...withImports(assetUrl("door.js")),
  assetUrl("door.css"),
  assetUrl("barcode-detector.js"),
  assetUrl("zxing-reader.wasm"),
];

/** The service worker of the door page. Its text changes with each file, so that browsers load them anew. */
export function doorWorker(): string {
  const files = JSON.stringify(doorFiles());
  const version = createHash("sha256").update(files).digest("base64url").slice(0, 10);
  return `self.doorFiles = ${files};\nself.doorVersion = "${version}";\n${workerScript()}`;
}
