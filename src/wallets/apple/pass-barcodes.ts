import type { Symbology } from "../../domain/codes/own-codes.ts";
import type { TicketContent } from "../content.ts";
import { placeholders } from "./placeholders.ts";

/**
 * Apple's formats of each symbology, the first that a device can show is shown: watches show no Code 128,
 * and no device draws EAN-13, ITF-14 or Data Matrix, whose text a reader of the next format reads as well.
 */
const formatsOf = {
  qr: ["PKBarcodeFormatQR"],
  aztec: ["PKBarcodeFormatAztec"],
  pdf417: ["PKBarcodeFormatPDF417"],
  code128: ["PKBarcodeFormatCode128", "PKBarcodeFormatQR"],
  ean13: ["PKBarcodeFormatCode128", "PKBarcodeFormatQR"],
  itf14: ["PKBarcodeFormatCode128", "PKBarcodeFormatQR"],
  datamatrix: ["PKBarcodeFormatQR"],
} as const satisfies Record<Symbology, readonly string[]>;

export function barcodesOf({ ownCodes }: TicketContent) {
  if (ownCodes?.showAs === "text") return {};
  return {
    barcodes: formatsOf[ownCodes?.symbology ?? "qr"].map((format) => ({
      format,
      message: placeholders.barcode,
      messageEncoding: "iso-8859-1" as const,
      altText: placeholders.barcodeText,
    })),
  };
}
