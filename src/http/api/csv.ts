import { stringify } from "csv-stringify/sync";
import { dayInOslo } from "../../domain/period.ts";

/** How a table's cells are serialised. */
interface CsvDialect {
  bom: boolean;
  delimiter: string;
  moment: (at: Date) => string;
  /** Serialises a cell `{ ore }`, a sum of money. */
  money: (ore: number) => string;
}

/** The dialect for programs: https://www.rfc-editor.org/rfc/rfc4180, sums in øre, moments in UTC. */
const rfc4180: CsvDialect = {
  bom: false,
  delimiter: ",",
  moment: (at) => at.toISOString(),
  money: String,
};

/**
 * The dialect that a Norwegian Excel reads: UTF-8 with a byte order mark, cells separated by semicolons,
 * sums in kroner with a decimal comma.
 */
export const norwegianExcel: CsvDialect = {
  bom: true,
  delimiter: ";",
  moment: dayInOslo,
  money: (ore) => (ore / 100).toFixed(2).replace(".", ","),
};

/**
 * Returns a table as CSV with its column names, or other headings for them, in the first row. A text that
 * a spreadsheet would evaluate as a formula gets an apostrophe in front; a negative number is none.
 */
export function csvOf<T extends object>(
  columns: readonly (keyof T & string)[],
  rows: readonly T[],
  {
    dialect = rfc4180,
    headings,
    hasHeader = true,
  }: {
    dialect?: CsvDialect;
    headings?: Readonly<Record<keyof T & string, string>>;
    /** False for a part of a table after its first. */
    hasHeader?: boolean;
  } = {},
): string {
  const { bom, delimiter, moment, money } = dialect;
  return stringify([...rows], {
    header: hasHeader,
    columns: columns.map((key) => ({ key, header: headings?.[key] ?? key })),
    bom: bom && hasHeader,
    delimiter,
    record_delimiter: "windows",
    escape_formulas: true,
    quoted_match: /[\r\n]/,
    cast: {
      date: moment,
      string: (text) => ({ value: text, escape_formulas: !/^-\d+([.,]\d+)?$/.test(text) }),
      object: ({ ore }) => ({ value: money(ore as number), escape_formulas: false }),
    },
  });
}
