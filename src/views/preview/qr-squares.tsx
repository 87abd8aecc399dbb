import { qrPath } from "../ui/qr-path.ts";

interface Props {
  text: string;
  /** Accessible name; unset where the whole drawing has one. */
  label?: string | undefined;
  x: number;
  y: number;
  side: number;
}

/** Draws a QR code in a drawing, `side` points wide, without the quiet zone. */
export function QrSquares({ text, label, x, y, side }: Props) {
  const { path, size } = qrPath(text);
  return (
    <path
      role={label && "img"}
      aria-label={label}
      d={path}
      fill="#000"
      shapeRendering="crispEdges"
      transform={`translate(${x} ${y}) scale(${side / size})`}
    />
  );
}
