import type { YearReport } from "../../domain/statistics/year-report.ts";
import { reportNotes, wordedTables } from "../report/report-words.ts";
import { reportTexts } from "../texts/report-texts.ts";
import type { StaffLanguage } from "../texts/staff-texts.ts";
import { createPaper, endPaper } from "./pdf-document.ts";
import { margin, Pen, right } from "./pen.ts";

const cellWidth = 64;
const columns = {
  ends: Array.from({ length: 6 }, (_, index) => right - (5 - index) * cellWidth),
  cellWidth: cellWidth - 4,
  firstWidth: right - 6 * cellWidth - margin,
  size: 9,
};

/** Renders a year's report as a tagged PDF of A4 pages. */
export async function reportPdf(
  report: YearReport,
  { language, brandName, at }: { language: StaffLanguage; brandName: string; at: Date },
): Promise<Buffer> {
  const title = reportTexts(language).title(report.year);
  const paper = createPaper({ title, language, lang: language, brandName, at, margin });
  paper.document.addPage();
  const pen = new Pen(paper);
  pen.text("H1", title, { size: 22, font: "semibold", after: 10 });
  for (const note of reportNotes(report, language)) pen.text("P", note, { size: 11, after: 4 });
  for (const { title: heading, head, rows } of wordedTables(report, language)) {
    pen.gap(18);
    pen.text("H2", heading, { size: 14, font: "semibold", after: 8 });
    pen.table(head, rows, columns);
  }
  return endPaper(paper);
}
