// https://www.rfc-editor.org/rfc/rfc4180
type Cell = string | number;

/** A text that a spreadsheet would take for a formula is marked as text. */
function cellOf(value: Cell): string {
  if (typeof value === "number") return String(value);
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** A table with its column names in the first row. */
export function csvOf<T extends object>(
  columns: readonly (keyof T & string)[],
  rows: readonly T[],
): string {
  const lines = rows.map((row) => columns.map((column) => cellOf(row[column] as Cell)).join(","));
  return [columns.join(","), ...lines, ""].join("\r\n");
}
