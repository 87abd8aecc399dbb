import { dataOf, element } from "./element.js";
/** @import * as Decoder from "barcode-detector/ponyfill" */

/** @type {Decoder.BarcodeFormat[]} */
const formats = ["qr_code"];

/**
 * Where a browser has its own reader, and where the loaded script puts its own.
 * @type {typeof globalThis & { BarcodeDetector?: typeof Decoder.BarcodeDetector, BarcodeDetectionAPI?: typeof Decoder }}
 */
const readers = globalThis;

/** @param {string} src */
async function loadScript(src) {
  const script = document.createElement("script");
  script.src = src;
  await new Promise((resolve, reject) => {
    script.addEventListener("load", resolve);
    script.addEventListener("error", reject);
    document.head.append(script);
  });
}

/** Reads QR codes: the browser's own reader where it has one, otherwise one that is loaded for it. */
export async function createDetector() {
  const { BarcodeDetector: Own } = readers;
  const known = (await Own?.getSupportedFormats().catch(() => [])) ?? [];
  if (Own && known.includes("qr_code")) return new Own({ formats });
  const main = element("main", HTMLElement);
  if (!readers.BarcodeDetectionAPI) await loadScript(dataOf(main, "decoder"));
  const decoder = readers.BarcodeDetectionAPI;
  if (!decoder) throw new Error("The decoder's script brought no decoder.");
  // A file of ours: by itself it would ask a CDN.
  const locateFile = () => dataOf(main, "wasm");
  await decoder.prepareZXingModule({ overrides: { locateFile }, fireImmediately: true });
  return new decoder.BarcodeDetector({ formats });
}
