const formats = ["qr_code"];

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
export async function makeDetector() {
  const { BarcodeDetector: Own } = globalThis;
  const known = (await Own?.getSupportedFormats().catch(() => [])) ?? [];
  if (known.includes("qr_code")) return new Own({ formats });
  const { decoder, wasm } = document.querySelector("main").dataset;
  if (!globalThis.BarcodeDetectionAPI) await loadScript(decoder);
  const { BarcodeDetector, prepareZXingModule } = globalThis.BarcodeDetectionAPI;
  // A file of ours: by itself it would ask a CDN.
  await prepareZXingModule({ overrides: { locateFile: () => wasm }, fireImmediately: true });
  return new BarcodeDetector({ formats });
}
