import type { PayingMunicipality } from "../../actions/statistics/list-payable-settlements.ts";
import { formatAccountNumber } from "../../domain/providers/account-number.ts";
import { dayInOslo } from "../../domain/period.ts";
import { paymentFields, type PaymentSheet } from "../../domain/statistics/payment-sheet.ts";
import { settlementTexts } from "../../views/texts/settlement-texts.ts";
import type { StaffLanguage } from "../../views/texts/staff-texts.ts";
import { csvOf, norwegianExcel } from "./csv.ts";

interface Payable {
  month: string;
  municipalities: PayingMunicipality[];
}

const linesOf = ({ month, municipalities }: Payable) =>
  municipalities.flatMap(({ municipality, name: municipalityName, items }) =>
    items.map(({ providerId: _, ...each }) => ({
      ...each,
      month,
      municipality,
      municipalityName,
      useOre: money(each.useOre),
      correctionsOre: money(each.correctionsOre),
      netOre: money(each.netOre),
      vatOre: money(each.vatOre),
      refundOre: money(each.refundOre),
    })),
  );

const money = (ore: number | null) => (ore === null ? null : { ore });

/** The month's payments as CSV for programs, one line for each municipality and provider. */
export const payableCsv = (payable: Payable): string => csvOf(paymentFields, linesOf(payable));

/** The same lines as CSV for spreadsheets, with headings in the language. */
export function payableSheet(payable: Payable, language: StaffLanguage): string {
  const lines = linesOf(payable).map((line) => ({
    ...line,
    accountNumber: line.accountNumber && formatAccountNumber(line.accountNumber),
  }));
  const { headings } = settlementTexts(language);
  return csvOf(paymentFields, lines, { dialect: norwegianExcel, headings });
}

/**
 * The attested lines in the columns that a municipality's accounting reads, with sums in kroner. What the file lists
 * is paid, so only attested lines are in it.
 */
export function payableInColumns(
  payable: Payable,
  { columns, separator, decimal, hasHeader }: PaymentSheet,
): string {
  const keys = columns.map((_, place) => String(place));
  const attested = linesOf(payable).filter(({ attestedAt }) => attestedAt !== null);
  const rows = attested.map((line) =>
    Object.fromEntries(
      columns.map((column, place) => [
        place,
        "field" in column ? line[column.field] : column.value,
      ]),
    ),
  );
  const dialect = {
    bom: false,
    delimiter: separator,
    moment: dayInOslo,
    money: (ore: number) => (ore / 100).toFixed(2).replace(".", decimal),
  };
  const headings = Object.fromEntries(columns.map(({ heading }, place) => [place, heading]));
  return csvOf(keys, rows, { dialect, headings, hasHeader });
}
