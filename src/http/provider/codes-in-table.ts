import type { CodeRow } from "../../domain/codes/code-rows.ts";

/** The words above a column, in lower case. */
const headings: Record<keyof CodeRow, readonly string[]> = {
  code: [
    "code",
    "kode",
    "koder",
    "kodar",
    "codes",
    "voucher",
    "vouchercode",
    "strekkode",
    "barcode",
  ],
  pin: ["pin", "pin-kode", "pinkode"],
  lastDay: ["last_day", "lastday", "siste dag", "utløper", "utløpsdato", "expires", "gyldig til"],
};
const names = Object.keys(headings) as (keyof CodeRow)[];

const isoDay = (text: string) => {
  const [, day = "", month = "", year = ""] = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(text) ?? [];
  return year === "" ? text : `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
};

/** A row of an upload and the line it stands on, counted from 1. */
export interface ReadCode extends CodeRow {
  line: number;
}

/**
 * Reads a table's rows as codes: code, PIN and last day in this order, or in any order under their headings.
 * Empty rows are left out.
 */
export function codesInTable(rows: string[][]): ReadCode[] {
  const titles = (rows[0] ?? []).map((cell) => cell.trim().toLowerCase());
  const found = names.map((name) => titles.findIndex((title) => headings[name].includes(title)));
  const hasTitles = (found[0] ?? -1) >= 0;
  const [code = 0, pin = 1, lastDay = 2] = hasTitles ? found : [];
  const cell = (row: string[], at: number) => (at < 0 ? "" : (row[at] ?? "").trim());
  return rows.flatMap((row, index): ReadCode[] => {
    if ((hasTitles && index === 0) || row.every((each) => each.trim() === "")) return [];
    const [its, day] = [cell(row, pin), cell(row, lastDay)];
    return [
      {
        line: index + 1,
        code: cell(row, code),
        ...(its !== "" && { pin: its }),
        ...(day !== "" && { lastDay: isoDay(day) }),
      },
    ];
  });
}
