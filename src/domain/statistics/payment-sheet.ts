import { z } from "zod";
import { visibleLine } from "../free-text.ts";
import { revisionOf } from "../revision.ts";

/** What a column of a payments file can hold, in the order of the usual file. */
export const paymentFields = [
  "month",
  "municipality",
  "municipalityName",
  "reference",
  "provider",
  "organisationNumber",
  "accountNumber",
  "dueOn",
  "useOre",
  "correctionsOre",
  "netOre",
  "vatPercent",
  "vatOre",
  "refundOre",
  "statedAt",
  "attestedAt",
  "attestedBy",
] as const;

const heading = visibleLine(60).describe("In the first row");

/** A column: a field of the payment, or what is the same in every line, such as an account of the municipality's books. */
const sheetColumn = z.union([
  z.strictObject({ heading, field: z.enum(paymentFields).describe("Of the payment") }),
  z.strictObject({
    heading,
    value: z
      .literal("")
      .or(visibleLine(100))
      .describe("The same in every line: an account, a project"),
  }),
]);

/** The columns of a municipality's payments file, which holds attested payments alone. */
export const paymentSheet = z.strictObject({
  separator: z.enum([";", ","]).describe("Between the columns"),
  decimal: z.enum([",", "."]).describe("Of sums, which are in kroner"),
  hasHeader: z.boolean().describe("Whether the first row holds the headings"),
  columns: z.array(sheetColumn).min(1).max(40).describe("In their order"),
});
export type PaymentSheet = z.infer<typeof paymentSheet>;

/** What a revision of a municipality's columns covers; undefined: it has the usual ones. */
export function revisedSheet(sheet: PaymentSheet | undefined): Record<string, unknown> {
  const { separator, decimal, hasHeader, columns }: Partial<PaymentSheet> = sheet ?? {};
  return { separator, decimal, hasHeader, columns };
}

/** Returns a hash of a municipality's columns, also of the usual ones. */
export const sheetRevision = (sheet: PaymentSheet | undefined): string =>
  revisionOf(revisedSheet(sheet));
