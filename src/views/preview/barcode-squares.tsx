import type { Symbology } from "../../domain/codes/own-codes.ts";
import { barcodeBars, pathOfBars } from "../ui/barcode-bars.ts";
import { qrPath } from "../ui/qr-path.ts";

interface Props {
  text: string;
  /** Undefined: the QR code of our own barcode. */
  symbology?: Symbology | undefined;
  /** Accessible name; unset where the whole drawing has one. */
  label?: string | undefined;
  x: number;
  y: number;
  side: number;
}

function drawn(text: string, symbology: Symbology | undefined) {
  if (symbology !== undefined) {
    const { bars, width, height } = barcodeBars(symbology, text);
    return { path: pathOfBars(bars), width, height };
  }
  const { path, size } = qrPath(text);
  return { path, width: size, height: size };
}

/** Draws a barcode in a drawing, in the middle of a square `side` points wide, without the quiet zone. */
export function BarcodeSquares({ text, symbology, label, x, y, side }: Props) {
  const { path, width, height } = drawn(text, symbology);
  const scale = side / Math.max(width, height);
  const [left, top] = [x + (side - width * scale) / 2, y + (side - height * scale) / 2];
  return (
    <path
      role={label && "img"}
      aria-label={label}
      d={path}
      fill="#000"
      shapeRendering="crispEdges"
      transform={`translate(${left} ${top}) scale(${scale})`}
    />
  );
}
