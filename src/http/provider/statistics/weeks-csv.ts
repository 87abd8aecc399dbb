import type { Week } from "../../../domain/statistics/weekly-counts.ts";
import { numbersTexts, type StaffLanguage } from "../../../views/texts/staff-texts.ts";
import { csvOf, norwegianExcel } from "../../api/csv.ts";

const columns = ["week", "monday", "allocated", "fetched", "used", "admissions", "lapsed"] as const;

/** An offer's weekly statistics as CSV for programs. */
export function weeksCsv(weeks: readonly Week[]): string {
  return csvOf(columns, weeks);
}

/** The same weeks as CSV for spreadsheets, with headings in the language. */
export function weeksSheet(weeks: readonly Week[], language: StaffLanguage): string {
  const { week, monday, measures } = numbersTexts(language);
  return csvOf(columns, weeks, {
    dialect: norwegianExcel,
    headings: { week, monday, ...measures },
  });
}
