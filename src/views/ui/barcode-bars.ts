import bwip from "bwip-js/node";
import type { Symbology } from "../../domain/codes/own-codes.ts";

/** A dark rectangle, in modules. */
export interface Bar {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface BarcodeBars {
  bars: Bar[];
  /** Without the quiet zone. */
  width: number;
  height: number;
  /** Width of the quiet zone that the symbology needs on each side. */
  quiet: number;
}

/** BWIPP's name of each symbology, its options, and its quiet zone in modules. */
const drawings: Record<Symbology, [bcid: string, quiet: number, options?: object]> = {
  qr: ["qrcode", 4, { eclevel: "M" }],
  aztec: ["azteccode", 2],
  pdf417: ["pdf417", 2],
  code128: ["code128", 10],
  ean13: ["ean13", 11],
  itf14: ["itf14", 10],
  datamatrix: ["datamatrix", 2],
};

/** Height of a linear barcode as a part of its width. */
const linearHeight = 0.35;

/** Draws a code as dark rectangles. Throws an Error for a text that the symbology cannot carry. */
export function barcodeBars(symbology: Symbology, text: string): BarcodeBars {
  const [bcid, quiet, options] = drawings[symbology];
  const [drawn] = bwip.raw({ bcid, text, ...options });
  if (!drawn) throw new Error(`Nothing was drawn as ${symbology}.`);
  return { ...("pixs" in drawn ? matrixBars(drawn) : linearBars(drawn)), quiet };
}

function matrixBars({ pixs, pixx, pixy }: { pixs: number[]; pixx: number; pixy: number }) {
  const bars: Bar[] = [];
  const rows = pixs.length / pixx;
  // PDF417 has rows three modules high.
  const height = pixy / rows;
  for (let row = 0; row < rows; row++) {
    for (let x = 0; x < pixx; x++) {
      const start = x;
      while (x < pixx && pixs[row * pixx + x] === 1) x += 1;
      if (x > start) bars.push({ x: start, y: row * height, width: x - start, height });
    }
  }
  return { bars, width: pixx, height: pixy };
}

/** `sbs`: the widths of bars and spaces in turn, a bar first. */
function linearBars({ sbs }: { sbs: number[] }) {
  const width = sbs.reduce((sum, each) => sum + each, 0);
  const height = Math.round(width * linearHeight);
  let x = 0;
  const bars = sbs.flatMap((each, index): Bar[] => {
    const bar = { x, y: 0, width: each, height };
    x += each;
    return index % 2 === 0 ? [bar] : [];
  });
  return { bars, width, height };
}

/** The bars as an SVG path. */
export const pathOfBars = (bars: readonly Bar[]): string =>
  bars.map(({ x, y, width, height }) => `M${x} ${y}h${width}v${height}h-${width}z`).join("");
