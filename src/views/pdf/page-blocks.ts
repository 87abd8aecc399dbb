import type { Texts } from "../../domain/language.ts";
import { heightOf, write, type Paper, type TextStyle } from "./pdf-document.ts";

/** A text that may be parted between two pages, and its heading. */
export interface Block {
  heading?: string | Texts;
  text: string | Texts;
  style: Pick<TextStyle, "size" | "color">;
}

type Column = Pick<TextStyle, "x" | "width">;

/** In points, above a heading. */
const gap = 8;
/** Fewest lines of a block at the end of a page, and at the head of the next. */
const fewest = 3;

const headStyle = (style: Block["style"]) => ({ ...style, weight: "semibold" }) as const;

const headHeight = (paper: Paper, { heading, style }: Block, width: number) =>
  heading === undefined ? 0 : gap + heightOf(paper, heading, { width, ...headStyle(style) });

/** Height of a block in points, as `writeBlocks` draws it. */
export const blockHeight = (paper: Paper, block: Block, width: number): number =>
  headHeight(paper, block, width) + heightOf(paper, block.text, { width, ...block.style });

/**
 * Writes blocks below each other, each of them less than a page high. Where one does not fit, three of its lines at
 * least stand on each of the two pages, and the last block is whole, with the end of that before it.
 */
export function writeBlocks(paper: Paper, blocks: readonly Block[], column: Column): void {
  blocks.forEach((block, index) => {
    const last = index === blocks.length - 2 ? blocks.at(-1) : undefined;
    const below = last ? blockHeight(paper, last, column.width) : 0;
    writeBlock(paper, block, { column, below, isWhole: index === blocks.length - 1 });
  });
}

function writeBlock(
  paper: Paper,
  block: Block,
  { column, below, isWhole }: { column: Column; below: number; isWhole: boolean },
): void {
  const { document } = paper;
  const { heading, text, style } = block;
  const height = heightOf(paper, text, { width: column.width, ...style });
  const line = heightOf(paper, "A", { width: column.width, ...style });
  const left = () => document.page.maxY() - document.y - headHeight(paper, block, column.width);
  const lines = Math.round(height / line);
  const here = Math.min(Math.floor(left() / line), lines - fewest);
  const { page } = document;
  const bottom = page.margins.bottom;
  if (left() < height + below) {
    if (isWhole || here < fewest) document.addPage();
    // Only so many lines as leave enough for the next page.
    else page.margins.bottom += Math.max(0, left() - here * line - line / 2);
  }
  if (heading !== undefined) {
    document.y += gap;
    write(paper, "H2", heading, { ...column, ...headStyle(style) });
  }
  write(paper, "P", text, { ...column, ...style });
  page.margins.bottom = bottom;
}
