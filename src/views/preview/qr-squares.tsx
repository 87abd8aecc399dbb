import { create } from "qrcode";

/** A QR code as one path of `side` points, without the quiet zone. */
export function QrSquares({
  text,
  x,
  y,
  side,
}: {
  text: string;
  x: number;
  y: number;
  side: number;
}) {
  const { modules } = create(text, { errorCorrectionLevel: "M" });
  let path = "";
  for (let row = 0; row < modules.size; row++) {
    for (let start = 0; start < modules.size; start++) {
      let end = start;
      while (end < modules.size && modules.get(row, end)) end += 1;
      if (end > start) path += `M${start} ${row}h${end - start}v1h-${end - start}z`;
      start = end;
    }
  }
  return (
    <path
      d={path}
      fill="#000"
      shapeRendering="crispEdges"
      transform={`translate(${x} ${y}) scale(${side / modules.size})`}
    />
  );
}
