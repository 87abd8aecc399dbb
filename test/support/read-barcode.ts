import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { prepareZXingModule, readBarcodes } from "zxing-wasm/reader";

const wasm = createRequire(import.meta.url).resolve("zxing-wasm/reader/zxing_reader.wasm");
let prepared: Promise<unknown> | undefined;

/** The formats and texts of all barcodes that ZXing reads in a picture, which stands on white. */
export async function readBarcodeIn(png: Buffer): Promise<[format: string, text: string][]> {
  prepared ??= readFile(wasm).then((bytes) =>
    prepareZXingModule({
      overrides: { wasmBinary: new Uint8Array(bytes).buffer },
      fireImmediately: true,
    }),
  );
  await prepared;
  const found = await readBarcodes(new Uint8Array(png), { tryHarder: true });
  return found.map(({ format, text }) => [format, text]);
}
