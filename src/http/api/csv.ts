import { dayInOslo } from "../../domain/period.ts";

/** A sum of money, which each dialect writes in its own way. */
interface Money {
  ore: number;
}
type Cell = string | number | Date | Money | null;

/** How a table is written for those who read it. */
interface CsvDialect {
  /** What the file begins with. */
  mark: string;
  separator: string;
  moment: (at: Date) => string;
  money: (sum: Money) => string;
}

/** For programs: https://www.rfc-editor.org/rfc/rfc4180, sums in øre, moments in UTC. */
const rfc4180: CsvDialect = {
  mark: "",
  separator: ",",
  moment: (at) => at.toISOString(),
  money: ({ ore }) => String(ore),
};

/**
 * What a Norwegian Excel opens in columns: it takes a file for UTF-8 by its byte order mark alone,
 * parts cells at semicolons, and reads sums with a comma.
 */
export const norwegianExcel: CsvDialect = {
  mark: "\ufeff",
  separator: ";",
  moment: dayInOslo,
  money: ({ ore }) => (ore / 100).toFixed(2).replace(".", ","),
};

/** A text that a spreadsheet would take for a formula is marked as text. */
function cellOf(value: Cell, { separator, moment, money }: CsvDialect): string {
  if (value === null) return "";
  if (typeof value === "number") return String(value);
  if (value instanceof Date) return moment(value);
  if (typeof value === "object") return money(value);
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  const isQuoted = /["\r\n]/.test(safe) || safe.includes(separator);
  return isQuoted ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** A table with its column names, or other headings for them, in the first row. */
export function csvOf<T extends object>(
  columns: readonly (keyof T & string)[],
  rows: readonly T[],
  {
    dialect = rfc4180,
    headings,
  }: { dialect?: CsvDialect; headings?: Readonly<Record<keyof T & string, string>> } = {},
): string {
  const head = columns.map((column) => cellOf(headings?.[column] ?? column, dialect));
  const body = rows.map((row) => columns.map((column) => cellOf(row[column] as Cell, dialect)));
  const lines = [head, ...body].map((cells) => cells.join(dialect.separator));
  return dialect.mark + [...lines, ""].join("\r\n");
}
