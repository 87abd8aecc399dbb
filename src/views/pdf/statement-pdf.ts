import { formatDate } from "../../domain/date-text.ts";
import type { Settlement } from "../../db/statistics/statistics.ts";
import { statementNumber } from "../../domain/statistics/statement-number.ts";
import { formatMoney, formatMonth } from "../ui/format.ts";
import { numbersTexts, type NumbersTexts, type StaffLanguage } from "../texts/staff-texts.ts";
import { createPaper, decorate, endPaper, tagged, type Paper } from "./pdf-document.ts";

/** A settlement statement: the lines of the month, and corrections of earlier months. */
export interface Statement {
  provider: { name: string; organisationNumber: string };
  month: string;
  statedAt: Date | null;
  items: (Settlement & { usedIn: string })[];
  corrections: (Settlement & { usedIn: string })[];
  refundOre: number;
}

const [width, height] = [595.28, 841.89]; // A4, points
const margin = 56;
const right = width - margin;
/** Right edge of each column of numbers, in points. */
const ends = { admissions: 352, each: 444, sum: right };

/** Renders a month's settlement statement as a tagged PDF of A4 pages. */
export async function statementPdf(
  statement: Statement,
  { language, brandName, at }: { language: StaffLanguage; brandName: string; at: Date },
): Promise<Buffer> {
  const texts = numbersTexts(language);
  const title = texts.statement(formatMonth(statement.month));
  const paper = createPaper({ title, language, lang: language, brandName, at, margin });
  paper.document.addPage();
  const pen = new Pen(paper);
  pen.text("H1", title, { size: 22, font: "semibold", after: 10 });
  pen.text("P", statement.provider.name, { size: 13, font: "semibold", after: 2 });
  const { organisationNumber } = statement.provider;
  const facts = [
    `${texts.organisationNumber}: ${organisationNumber}`,
    `${texts.number}: ${statementNumber(statement.month, organisationNumber)}`,
    statement.statedAt
      ? `${texts.statedAt}: ${formatDate(statement.statedAt, language)}`
      : texts.preliminaryStatement,
  ];
  for (const fact of facts) pen.text("P", fact, { size: 11, after: 1 });
  pen.gap(20);

  const cells = cellsIn(texts);
  const head = [texts.offer, texts.admissions, texts.each, texts.sum] as const;
  if (statement.items.length === 0) pen.text("P", texts.nothingToPay, { size: 11, after: 8 });
  else pen.table(head, statement.items.map(cells));
  if (statement.corrections.length > 0) {
    pen.gap(18);
    pen.text("H2", texts.corrections, { size: 14, font: "semibold", after: 8 });
    const named = statement.corrections.map((line) => ({
      ...line,
      title: `${line.title}, ${formatMonth(line.usedIn)}`,
    }));
    pen.table(head, named.map(cells));
  }
  pen.gap(14);
  pen.total(texts.total, formatMoney(statement.refundOre));
  return endPaper(paper);
}

const cellsIn =
  ({ forShownCodes }: NumbersTexts) =>
  ({ title, admissions, codesShown, refundPerAdmissionOre, refundOre }: Settlement): Row => [
    codesShown === 0 ? title : forShownCodes(title),
    String(codesShown === 0 ? admissions : codesShown),
    formatMoney(refundPerAdmissionOre),
    formatMoney(refundOre),
  ];

type Row = readonly [title: string, admissions: string, each: string, sum: string];

/** Draws blocks below each other, and begins a new page when one is full. */
class Pen {
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

  table(head: Row, rows: readonly Row[]): void {
    const { document } = this.paper;
    const table = document.struct("Table");
    this.paper.parent.add(table);
    for (const [index, row] of [head, ...rows].entries()) {
      const isHead = index === 0;
      document
        .font(isHead ? "semibold" : "regular")
        .fontSize(11)
        .fillColor("#16181d");
      const [title, ...numbers] = row;
      const titleWidth = ends.admissions - 60 - margin;
      const rowHeight = document.heightOfString(title, { width: titleWidth });
      this.createRoom(rowHeight + 10);
      const { y } = this;
      const cell = (text: string, x: number, cellWidth: number, align: "left" | "right") =>
        document.struct(isHead ? "TH" : "TD", {}, () =>
          document.text(text, x, y, { width: cellWidth, align }),
        );
      table.add(
        document.struct("TR", {}, [
          cell(title, margin, titleWidth, "left"),
          ...numbers.map((text, column) => {
            const end = Object.values(ends)[column] ?? right;
            return cell(text, end - 90, 90, "right");
          }),
        ]),
      );
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

  private createRoom(points: number): void {
    if (this.y + points <= height - margin) return;
    this.paper.document.addPage();
    this.y = margin;
  }
}
