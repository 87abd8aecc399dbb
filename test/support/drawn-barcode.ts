import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import sharp from "sharp";
import type { Symbology } from "../../src/domain/codes/own-codes.ts";
import { BarcodeImage } from "../../src/views/ui/barcode-image.tsx";
import { readBarcodeIn } from "./read-barcode.ts";

/** The symbology that a wallet's file names. */
const symbologyOfWallet: Readonly<Record<string, Symbology>> = {
  PKBarcodeFormatQR: "qr",
  PKBarcodeFormatAztec: "aztec",
  PKBarcodeFormatPDF417: "pdf417",
  PKBarcodeFormatCode128: "code128",
  QR_CODE: "qr",
  AZTEC: "aztec",
  PDF_417: "pdf417",
  CODE_128: "code128",
  EAN_13: "ean13",
  ITF_14: "itf14",
  DATA_MATRIX: "datamatrix",
};

/** What ZXing reads from an SVG of a barcode. */
export async function readBarcodeInSvg(svg: string): Promise<string[]> {
  const markup = svg.replace(/<svg(?! xmlns)/, '<svg xmlns="http://www.w3.org/2000/svg"');
  const picture = sharp(Buffer.from(markup), { density: 200 })
    .resize({ width: 1170 })
    .flatten({ background: "#fff" });
  return (await readBarcodeIn(await picture.png().toBuffer())).map(([, text]) => text);
}

/** What ZXing reads from the barcode that a phone draws for an entry of a wallet's file. */
export async function readAsDrawn(type: string, text: string): Promise<string[]> {
  const symbology = symbologyOfWallet[type];
  if (!symbology) throw new Error(`No phone draws ${type}.`);
  return readBarcodeInSvg(
    renderToStaticMarkup(createElement(BarcodeImage, { symbology, text, label: "" })),
  );
}
