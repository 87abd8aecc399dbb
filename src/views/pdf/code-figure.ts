import type { Symbology } from "../../domain/codes/own-codes.ts";
import { barcodeBars } from "../ui/barcode-bars.ts";
import { tagged, type Paper } from "./pdf-document.ts";

/** In points. */
export interface Area {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Widest module, in points: a short code needs no more. */
const widest = 6;

/** Draws a barcode with its quiet zone, as large as the area allows, and returns the quiet zone's lower edge. */
export function drawCode(
  paper: Paper,
  { symbology, text, alt }: { symbology: Symbology; text: string; alt: string },
  area: Area,
): number {
  const { bars, width, height, quiet } = barcodeBars(symbology, text);
  const unit = Math.min(
    area.width / (width + 2 * quiet),
    area.height / (height + 2 * quiet),
    widest,
  );
  const x = area.x + (area.width - width * unit) / 2;
  const y = area.y + quiet * unit;
  const { document } = paper;
  const draw = () => {
    for (const bar of bars) {
      // By a hair too high, so that viewers draw no white between rows of modules.
      const height = bar.height * unit + 0.05;
      document.rect(x + bar.x * unit, y + bar.y * unit, bar.width * unit, height);
    }
    document.fill("#000");
  };
  tagged(paper, "Figure", draw, { alt });
  return y + (height + quiet) * unit;
}
