import type { ShownReport } from "./report-suppression.ts";

export type ReportTable = "category" | "month" | "municipality";

/** A year of some municipalities, without small counts. */
export interface YearReport extends ShownReport<ReportTable> {
  year: string;
  /** The last month that is counted, `YYYY-MM`. */
  until: string;
  /** Names of the municipalities, by their numbers. */
  municipalities: [number: string, name: string][];
}
