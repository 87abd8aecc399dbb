import type { ReportTable, YearReport } from "../../domain/statistics/year-report.ts";
import type { OfferCategory } from "../../domain/offers/offer.ts";
import { measures, type Measure } from "../../domain/statistics/report-tables.ts";
import type { ShownRow } from "../../domain/statistics/report-suppression.ts";
import { reportTexts } from "../texts/report-texts.ts";
import { staffTexts, type StaffLanguage } from "../texts/staff-texts.ts";
import { formatMoney, formatMonth } from "../ui/format.ts";

const tableOrder = ["category", "month", "municipality"] as const satisfies ReportTable[];

/** Formats a count, a sum, or why it is not shown. */
export function countText(
  { counts }: ShownRow,
  measure: Measure,
  { steps }: Pick<YearReport, "steps">,
  language: StaffLanguage,
): string {
  const texts = reportTexts(language);
  const shown = counts[measure];
  if (shown === "withheld") return texts.withheld;
  if (measure !== "costOre") return shown === "small" ? texts.small : String(shown);
  return shown === "small" ? texts.smallCost(formatMoney(steps.costOre)) : formatMoney(shown);
}

/** Name of a row: of the category or municipality, or the month. */
function rowName(
  { key }: ShownRow,
  table: ReportTable,
  { municipalities }: Pick<YearReport, "municipalities">,
  language: StaffLanguage,
): string {
  if (table === "month") return formatMonth(key);
  if (table === "category") return staffTexts(language).categories[key as OfferCategory];
  return new Map(municipalities).get(key) ?? key;
}

interface WordedTable {
  table: ReportTable;
  title: string;
  /** Headings of the columns: the row's name, offers, and the measures. */
  head: string[];
  /** Cells of each row, the whole year last. */
  rows: string[][];
}

/** A report's tables in words, each with the whole year as its last row. */
export function wordedTables(report: YearReport, language: StaffLanguage): WordedTable[] {
  const texts = reportTexts(language);
  const cells = (name: string, row: ShownRow) => [
    name,
    String(row.offers),
    ...measures.map((measure) => countText(row, measure, report, language)),
  ];
  return tableOrder.map((table) => ({
    table,
    title: texts.tables[table],
    head: [texts.table[table], texts.offers, ...measures.map((measure) => texts.measures[measure])],
    rows: [
      ...report.tables[table].map((row) => cells(rowName(row, table, report, language), row)),
      cells(texts.total, report.total),
    ],
  }));
}

/** What a reader has to know of the report's numbers, in sentences. */
export function reportNotes(report: YearReport, language: StaffLanguage): string[] {
  const texts = reportTexts(language);
  const names = report.municipalities.map(([, name]) => name);
  const list = new Intl.ListFormat("nb-NO", { type: "conjunction" }).format(names);
  return [
    texts.about(list),
    ...(report.until.endsWith("-12") ? [] : [texts.until(formatMonth(report.until))]),
    texts.rounded(formatMoney(report.steps.costOre)),
  ];
}
