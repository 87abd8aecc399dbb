import type { MonthlySettlement } from "../actions/list-settlements.ts";
import { csvOf } from "./csv.ts";

const columns = [
  "kind",
  "usedIn",
  "offerId",
  "title",
  "uses",
  "admissions",
  "refundPerAdmissionOre",
  "refundOre",
] as const;

/** The month's lines for a spreadsheet, corrections last. */
export function settlementCsv({ items, corrections }: MonthlySettlement): string {
  return csvOf(columns, [
    ...items.map((line) => ({ kind: "use", ...line })),
    ...corrections.map((line) => ({ kind: "correction", ...line })),
  ]);
}
