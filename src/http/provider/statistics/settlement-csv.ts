import type { MonthlySettlement } from "../../../actions/statistics/list-settlements.ts";
import type { RefundUnit } from "../../../domain/offers/offer.ts";
import { statementNumber } from "../../../domain/statistics/statement-number.ts";
import { numbersTexts, type StaffLanguage } from "../../../views/texts/staff-texts.ts";
import { csvOf, norwegianExcel } from "../../api/csv.ts";

const columns = [
  "month",
  "statement",
  "statedAt",
  "organisationNumber",
  "provider",
  "kind",
  "usedIn",
  "offerId",
  "title",
  "uses",
  "admissions",
  "refundPerAdmissionOre",
  "refundOre",
  "statementRefundOre",
  "codesShown",
  "refundPer",
  "units",
] as const;

/** The month's lines, corrections last. Each line names the provider and the statement. */
function linesOf(
  settlement: MonthlySettlement,
  words: {
    preliminary: string;
    kinds: { use: string; correction: string };
    units: Record<RefundUnit | "admission", string>;
  },
) {
  const { month, statedAt, provider, items, corrections, refundOre } = settlement;
  const { name, organisationNumber } = provider;
  const statement = statedAt ? statementNumber(month, organisationNumber) : words.preliminary;
  type Item = (typeof items)[number];
  const line =
    (kind: string) =>
    ({ hasCap: _, ...each }: Item) => ({
      ...each,
      month,
      statement,
      statedAt,
      organisationNumber,
      provider: name,
      kind,
      refundPer: words.units[each.refundPer ?? "admission"],
      refundPerAdmissionOre: { ore: each.refundPerAdmissionOre },
      refundOre: { ore: each.refundOre },
      statementRefundOre: { ore: refundOre },
    });
  return [...items.map(line(words.kinds.use)), ...corrections.map(line(words.kinds.correction))];
}

/** The month's lines as CSV for programs. */
export function settlementCsv(settlement: MonthlySettlement): string {
  const kinds = { use: "use", correction: "correction" };
  const units = { admission: "admission", ticket: "ticket", month: "month", code: "code" };
  return csvOf(columns, linesOf(settlement, { preliminary: "preliminary", kinds, units }));
}

/** The same lines as CSV for spreadsheets, with headings in the language. */
export function settlementSheet(settlement: MonthlySettlement, language: StaffLanguage): string {
  const { sheet } = numbersTexts(language);
  const { headings } = sheet;
  return csvOf(columns, linesOf(settlement, sheet), { dialect: norwegianExcel, headings });
}
