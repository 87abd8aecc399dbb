import type { Week } from "../domain/weekly-counts.ts";
import { csvOf } from "./csv.ts";

/** An offer's weeks for a spreadsheet. */
export function weeksCsv(weeks: readonly Week[]): string {
  return csvOf(["week", "monday", "allocated", "fetched", "used", "admissions", "lapsed"], weeks);
}
