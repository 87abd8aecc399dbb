import { codeInstructions } from "../../domain/codes/own-code-sentences.ts";
import type { OwnCodes } from "../../domain/codes/own-codes.ts";
import { drawCode, type Area } from "./code-figure.ts";
import { write, type Paper } from "./pdf-document.ts";

interface OwnCodeTicket {
  barcode: string;
  barcodeText?: string | undefined;
  ownCodes: OwnCodes;
}

/** Draws a code of the provider's own: barcode, text and how to use it. */
export function drawOwnCode(
  paper: Paper,
  { ownCodes, barcode, barcodeText = "" }: OwnCodeTicket,
  { alt, area }: { alt: string; area: Area },
): void {
  const { symbology, showAs } = ownCodes;
  const { x, width } = area;
  const isText = showAs === "text";
  const y = isText ? area.y : drawCode(paper, { symbology, text: barcode, alt }, area);
  paper.document.y = y + 4;
  const centred = { x, width, align: "center" } as const;
  write(paper, "P", barcodeText, { ...centred, size: isText ? 18 : 11, weight: "semibold" });
  write(paper, "P", codeInstructions(ownCodes), { ...centred, size: 9 });
}
