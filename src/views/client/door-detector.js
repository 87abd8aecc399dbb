import { dataOf, element } from "./element.js";
/** @import * as Decoder from "barcode-detector/ponyfill" */

/** @type {Decoder.BarcodeFormat[]} */
const formats = ["qr_code"];

/**
 * The globals of the browser's own detector and of the loaded polyfill.
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

/** Creates a QR code detector: the browser's own BarcodeDetector, or else the polyfill, which it loads. */
export async function createDetector() {
  const { BarcodeDetector: Own } = readers;
  const known = (await Own?.getSupportedFormats().catch(() => [])) ?? [];
  if (Own && known.includes("qr_code")) return new Own({ formats });
  const main = element("main", HTMLElement);
  if (!readers.BarcodeDetectionAPI) await loadScript(dataOf(main, "decoder"));
  const decoder = readers.BarcodeDetectionAPI;
  if (!decoder) throw new Error("The decoder's script brought no decoder.");
  // Our own file: by default it is loaded from a CDN.
  const locateFile = () => dataOf(main, "wasm");
  await decoder.prepareZXingModule({ overrides: { locateFile }, fireImmediately: true });
  return new decoder.BarcodeDetector({ formats });
}
