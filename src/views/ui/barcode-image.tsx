import type { Symbology } from "../../domain/codes/own-codes.ts";
import { barcodeBars, pathOfBars } from "./barcode-bars.ts";

/** Renders a code of the provider's own as an SVG image with the quiet zone that scanners need. */
export function BarcodeImage({
  symbology,
  text,
  label,
}: {
  symbology: Symbology;
  text: string;
  label: string;
}) {
  const { bars, width, height, quiet } = barcodeBars(symbology, text);
  const [wide, high] = [width + 2 * quiet, height + 2 * quiet];
  return (
    <svg
      className={wide > 1.5 * high ? "qr wide-code" : "qr"}
      viewBox={`${-quiet} ${-quiet} ${wide} ${high}`}
      role="img"
      aria-label={label}
    >
      <rect x={-quiet} y={-quiet} width={wide} height={high} fill="#fff" />
      <path d={pathOfBars(bars)} fill="#000" shapeRendering="crispEdges" />
    </svg>
  );
}
