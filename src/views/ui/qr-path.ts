import { create } from "qrcode";

/** Returns the dark modules of a QR code as an SVG path of `size` × `size` units, without the quiet zone. */
export function qrPath(text: string): { path: string; size: number } {
  const { modules } = create(text, { errorCorrectionLevel: "M" });
  const { size } = modules;
  let path = "";
  for (let row = 0; row < size; row++) {
    for (let start = 0; start < size; start++) {
      let end = start;
      while (end < size && modules.get(row, end)) end += 1;
      if (end > start) path += `M${start} ${row}h${end - start}v1h-${end - start}z`;
      start = end;
    }
  }
  return { path, size };
}
