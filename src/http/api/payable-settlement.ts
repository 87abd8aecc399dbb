import { z } from "zod";
import type { PayingMunicipality } from "../../actions/statistics/list-payable-settlements.ts";
import { formatAccountNumber } from "../../domain/providers/account-number.ts";
import { dayInOslo } from "../../domain/period.ts";
import { paymentFields, type PaymentSheet } from "../../domain/statistics/payment-sheet.ts";
import { settlementTexts } from "../../views/texts/settlement-texts.ts";
import type { StaffLanguage } from "../../views/texts/staff-texts.ts";
import { csvOf, norwegianExcel } from "./csv.ts";
import { exampleIds } from "./examples/example-ids.ts";

const ore = z.int().nullable();
const instant = z.iso.datetime().nullable();

const item = z
  .object({
    providerId: z.uuid().describe("Who is paid"),
    provider: z.string().describe("Its name"),
    organisationNumber: z.string().describe("Nine digits"),
    reference: z.string().describe("Of the payment: month, organisation number, municipality"),
    accountNumber: z
      .string()
      .nullable()
      .describe("As attested; before that the provider's present one. Null: not entered"),
    statedAt: instant.describe("When the month was stated; null: preliminary"),
    dueOn: z.iso.date().nullable().describe("30 days after it was stated"),
    useOre: ore.describe(
      "For the month's use, in øre; preliminary: of each offer rounded down to five times its rate, and null where none has five uses, or none yet",
    ),
    correctionsOre: ore.describe("What earlier statements had too little, or too much"),
    refundOre: ore.describe("What is to be paid"),
    netOre: ore.describe("Without the value added tax that it contains"),
    vatPercent: z.int().describe("Rate of the value added tax"),
    vatOre: ore.describe("The value added tax"),
    attestedAt: instant.describe("When your office attested it; null: not yet"),
    attestedBy: z.string().nullable().describe("Who did, as the audit trail names them"),
  })
  .meta({ id: "PayableSettlement" });

export const payableSchema = z
  .object({
    month: z.string().describe("YYYY-MM"),
    municipalities: z
      .array(
        z.object({
          municipality: z.string().describe("Who pays: whose children got the tickets"),
          name: z.string().describe("Its name"),
          refundOre: ore.describe("Its sum; null when one of its items has none"),
          items: z
            .array(item)
            .describe(
              "One for each provider; before the month is stated also for each whose tickets can be used in it",
            ),
        }),
      )
      .describe("Yours"),
  })
  .meta({ id: "PayableSettlements" });

export const payableExample = {
  month: "2027-02",
  municipalities: [
    {
      municipality: "5025",
      name: "Røros",
      refundOre: 550000,
      items: [
        {
          providerId: exampleIds.provider,
          provider: "Hovdelia skisenter",
          organisationNumber: "313003078",
          reference: "2027-02-313003078-5025",
          accountNumber: "86011117947",
          statedAt: "2027-03-01T08:00:00.000Z",
          dueOn: "2027-03-31",
          useOre: 525000,
          correctionsOre: 25000,
          refundOre: 550000,
          netOre: 491071,
          vatPercent: 12,
          vatOre: 58929,
          attestedAt: "2027-03-03T09:12:00.000Z",
          attestedBy: "a3f1c2",
        },
      ],
    },
  ],
};

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
