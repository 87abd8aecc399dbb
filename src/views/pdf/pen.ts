import { decorate, tagged, type Paper } from "./pdf-document.ts";

const [width, height] = [595.28, 841.89]; // A4, points
export const margin = 56;
/** Where the page's text ends, in points. */
export const right = width - margin;

/** A table's columns, in points. */
interface Columns {
  /** Right edge of each column of numbers. */
  ends: readonly number[];
  cellWidth: number;
  /** Width of the first column, of names. */
  firstWidth: number;
  /** Of the text. */
  size: number;
}

/** Draws blocks below each other, and begins a new page when one is full. */
export class Pen {
  private y = margin;
  private readonly paper: Paper;

  constructor(paper: Paper) {
    this.paper = paper;
  }

  gap(points: number): void {
    this.y += points;
  }

  text(
    role: string,
    text: string,
    { size, font = "regular", after }: { size: number; font?: string; after: number },
  ): void {
    const { document } = this.paper;
    document.font(font).fontSize(size).fillColor("#16181d");
    const options = { width: right - margin };
    this.createRoom(document.heightOfString(text, options));
    tagged(this.paper, role, () => document.text(text, margin, this.y, options));
    this.y = document.y + after;
  }

  /** A table of a heading and rows, each a name and then numbers. */
  table(head: readonly string[], rows: readonly (readonly string[])[], columns: Columns): void {
    const { document } = this.paper;
    const table = document.struct("Table");
    this.paper.parent.add(table);
    const { ends, cellWidth, firstWidth, size } = columns;
    for (const [index, row] of [head, ...rows].entries()) {
      const isHead = index === 0;
      document
        .font(isHead ? "semibold" : "regular")
        .fontSize(size)
        .fillColor("#16181d");
      const widths = row.map((_, column) => (column === 0 ? firstWidth : cellWidth));
      const heights = row.map((text, column) =>
        document.heightOfString(text, { width: widths[column] ?? cellWidth }),
      );
      const rowHeight = Math.max(...heights);
      this.createRoom(rowHeight + 10);
      const { y } = this;
      const cell = (text: string, column: number) => {
        const isName = column === 0;
        const x = isName ? margin : (ends[column - 1] ?? right) - cellWidth;
        const width = widths[column] ?? cellWidth;
        return document.struct(isHead ? "TH" : "TD", {}, () =>
          document.text(text, x, y, { width, align: isName ? "left" : "right" }),
        );
      };
      table.add(document.struct("TR", {}, row.map(cell)));
      this.y = y + rowHeight + 4;
      this.line();
      this.gap(6);
    }
    table.end();
  }

  total(label: string, sum: string): void {
    const { document } = this.paper;
    this.createRoom(30);
    const { y } = this;
    document.font("semibold").fontSize(13).fillColor("#16181d");
    tagged(this.paper, "P", () => {
      document.text(label, margin, y, { width: 250 });
      document.text(sum, right - 200, y, { width: 200, align: "right" });
    });
  }

  private line(): void {
    const { document } = this.paper;
    decorate(this.paper, () =>
      document.moveTo(margin, this.y).lineTo(right, this.y).lineWidth(0.5).stroke("#8a919e"),
    );
  }

  /** Begins a new page unless as much is left on this one: for blocks that belong together. */
  createRoom(points: number): void {
    if (this.y + points <= height - margin) return;
    this.paper.document.addPage();
    this.y = margin;
  }
}
