import type { ShownRow } from "../../domain/statistics/report-suppression.ts";
import { measures } from "../../domain/statistics/report-tables.ts";
import type { YearReport } from "../../domain/statistics/year-report.ts";
import { wordedTables } from "../../views/report/report-words.ts";
import { reportTexts } from "../../views/texts/report-texts.ts";
import type { StaffLanguage } from "../../views/texts/staff-texts.ts";
import { csvOf, norwegianExcel } from "./csv.ts";

const columns = ["table", "key", "offers", ...measures] as const;

/** The report's rows as CSV for programs; `small` and `withheld` stand for counts that are not shown. */
export function reportCsv({ total, tables }: YearReport): string {
  const line =
    (table: string) =>
    ({ key, offers, counts }: ShownRow) => ({ table, key, offers, ...counts });
  const lines = Object.entries(tables).flatMap(([table, rows]) => rows.map(line(table)));
  return csvOf(columns, [...lines, line("total")(total)]);
}

/** The tables as CSV for spreadsheets, as the page words them. */
export function reportSheet(report: YearReport, language: StaffLanguage): string {
  const texts = reportTexts(language);
  const lines = wordedTables(report, language).flatMap(({ title, rows }) =>
    rows.map(([key = "", ...cells]) => ({ table: title, key, ...ofColumns(cells) })),
  );
  const headings = { table: texts.kind, key: texts.row, offers: texts.offers, ...texts.measures };
  return csvOf(columns, lines, { dialect: norwegianExcel, headings });
}

const ofColumns = (cells: readonly string[]) =>
  Object.fromEntries(
    columns.slice(2).map((column, index) => [column, cells[index] ?? ""]),
  ) as Record<Exclude<(typeof columns)[number], "table" | "key">, string>;
